import { CirclePlus, Compass } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { chats } from '../state';
import { t } from '../text';
import { ChatRow } from './chat-row';

interface Props {
  /** Called when a link is followed. */
  onPick?: () => void;
}

/** The user's chats, newest activity first, and the ways to more of them. */
export function ChatList({ onPick }: Props) {
  const own = chats.value;
  const list = own?.list.value;
  return (
    <nav aria-label={t.chats.label} class="flex flex-col gap-2">
      {own && list ? (
        <ul class="flex flex-col gap-1">
          {list.map((chat) => (
            <ChatRow key={chat.name} chat={chat} me={own.me} onPick={() => onPick?.()} />
          ))}
        </ul>
      ) : (
        <Skeleton />
      )}
      <div class="flex flex-col border-t border-line pt-2">
        <Link href="/chat/new" class="menu-item" onClick={() => onPick?.()}>
          <CirclePlus size={18} aria-hidden class="text-accent" /> {t.chats.newGroup}
        </Link>
        <Link href="/groups" class="menu-item" onClick={() => onPick?.()}>
          <Compass size={18} aria-hidden class="text-accent" /> {t.chats.openGroups}
        </Link>
      </div>
    </nav>
  );
}

function Skeleton() {
  return (
    <div aria-hidden class="flex animate-late flex-col gap-2 p-2">
      {[1, 2, 3].map((row) => (
        <div key={row} class="flex items-center gap-3">
          <span class="size-9 rounded-full bg-sunken" />
          <span class="h-4 flex-1 rounded-full bg-sunken" />
        </div>
      ))}
    </div>
  );
}

import { CirclePlus, Compass, Search } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { chats } from '../../state/index';
import { DEFAULT_LEVELS, levelOf } from '../../state/notices/levels';
import { now } from '../../state/page/clock';
import { searchPath, WITHIN } from '../../state/page/search-path';
import { t } from '../../text/index';
import { onArrows } from '../dialogs/arrow-keys';
import { ChatRow } from './chat-row';

interface Props {
  /** Called when a link is followed. */
  onPick?: () => void;
}

/** The user's chats, newest activity first, and the ways to more of them, which stay in view. */
export function ChatList({ onPick }: Props) {
  const own = chats.value;
  const list = own?.list.value;
  const levels = own?.settings.known.value?.notify ?? DEFAULT_LEVELS;
  return (
    <nav
      aria-label={t.chats.label}
      onKeyDown={(event) => onArrows(event, event.currentTarget)}
      class="flex min-h-full flex-col gap-2"
    >
      {own && list ? (
        <ul class="flex flex-1 flex-col gap-1">
          {list.map((chat) => (
            <ChatRow
              key={chat.name}
              chat={chat}
              me={own.me}
              namesakes={own.namesakes.value}
              muted={levelOf(chat, levels, now.value) === 'none'}
              onPick={() => onPick?.()}
            />
          ))}
        </ul>
      ) : (
        <div class="flex-1">
          {own?.listLoader.missed.value ? <Missed retry={() => own.listLoader.load()} /> : <Skeleton />}
        </div>
      )}
      <div class="sticky bottom-0 low:static flex flex-col border-t border-line bg-surface pt-1 pb-1">
        <Link href={searchPath(null)} state={WITHIN} class="menu-item" onClick={() => onPick?.()}>
          <Search size="1.125rem" aria-hidden class="text-accent" /> {t.search.everywhere}
        </Link>
        <Link href="/chat/new" class="menu-item" onClick={() => onPick?.()}>
          <CirclePlus size="1.125rem" aria-hidden class="text-accent" /> {t.chats.newGroup}
        </Link>
        <Link href="/groups" class="menu-item" onClick={() => onPick?.()}>
          <Compass size="1.125rem" aria-hidden class="text-accent" /> {t.chats.openGroups}
        </Link>
      </div>
    </nav>
  );
}

function Missed({ retry }: { retry(): Promise<void> }) {
  return (
    <div role="alert" class="flex flex-col items-start gap-3 p-3">
      <p class="text-sm text-soft">{t.chats.missed}</p>
      <button type="button" class="btn btn-quiet" onClick={() => void retry()}>
        {t.access.again}
      </button>
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-hidden class="flex animate-late flex-col gap-2 p-2">
      {[1, 2, 3, 4].map((row) => (
        <div key={row} class="flex min-h-13 animate-breathe items-center gap-3">
          <span class="size-9 rounded-full bg-sunken" />
          <span class="flex flex-1 flex-col gap-2">
            <span class="h-4 w-1/2 rounded-full bg-sunken" />
            <span class="h-3 w-4/5 rounded-full bg-sunken" />
          </span>
        </div>
      ))}
    </div>
  );
}

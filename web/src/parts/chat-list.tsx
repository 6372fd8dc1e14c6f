import { Snowflake, UserRound, UsersRound } from 'lucide-preact';
import { Link, useLocation } from 'wouter-preact';
import { chats } from '../state';
import { t } from '../text';
import type { Chat } from '../wire';

const ICONS = { public: Snowflake, private: UserRound, group: UsersRound };

/** The user's chats, newest activity first. */
export function ChatList({ onPick }: { onPick?: () => void }) {
  const list = chats.value?.list.value;
  if (!list) return <Skeleton />;
  return (
    <nav aria-label={t.chats.label}>
      <ul class="flex flex-col gap-1">
        {list.map((chat) => (
          <ChatItem key={chat.name} chat={chat} {...(onPick && { onPick })} />
        ))}
      </ul>
    </nav>
  );
}

function ChatItem({ chat, onPick }: { chat: Chat; onPick?: () => void }) {
  const [path] = useLocation();
  const href = `/chat/${encodeURIComponent(chat.name)}`;
  const current = path === href;
  const Icon = ICONS[chat.kind];
  return (
    <li>
      <Link
        href={href}
        onClick={() => onPick?.()}
        aria-current={current ? 'page' : undefined}
        class={`flex min-h-12 items-center gap-3 rounded-2xl px-3 py-2 ${current ? 'bg-own' : 'hover:bg-sunken'}`}
      >
        <span class="grid size-9 shrink-0 place-items-center rounded-full bg-snow text-snow-ink">
          <Icon size={18} aria-hidden />
        </span>
        <span class="min-w-0 flex-1">
          <span class="block truncate font-bold">{titleOf(chat)}</span>
          <span class="block truncate text-sm text-soft empty:hidden">{!current && preview(chat)}</span>
        </span>
        {chat.unread > 0 && !current && (
          <span class="rounded-full bg-accent px-2 py-0.5 text-xs font-bold text-accent-ink">
            {chat.unread > 99 ? '99+' : chat.unread} <span class="sr-only">{t.chats.unread(chat.unread)}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

/** A chat's name for people. */
export function titleOf(chat: Chat): string {
  if (chat.kind === 'public') return t.chats.public;
  return chat.kind === 'private' ? (chat.other?.display_name ?? chat.title) : chat.title;
}

function preview({ last_message: last }: Chat): string {
  if (!last) return '';
  return `${last.author.display_name}: ${last.body ?? last.file?.filename ?? t.chat.deleted}`;
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

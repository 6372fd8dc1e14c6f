import { Link, useLocation } from 'wouter-preact';
import { t } from '../text';
import { titleOf } from '../text/names';
import type { Chat } from '../wire';
import { ChatFace } from './chat-face';

interface Props {
  chat: Chat;
  me: string;
  onPick(): void;
}

/** One of the user's chats: who or what it is, what was said last, how much is unread. */
export function ChatRow({ chat, me, onPick }: Props) {
  const [path] = useLocation();
  const href = `/chat/${encodeURIComponent(chat.name)}`;
  const current = path === href;
  const unread = current ? 0 : chat.unread;
  return (
    <li>
      <Link
        href={href}
        onClick={onPick}
        aria-current={current ? 'page' : undefined}
        data-testid="chat-row"
        data-room={chat.name}
        class={`flex min-h-15 items-center gap-3 rounded-2xl px-3 py-2 ${current ? 'bg-own' : 'hover:bg-sunken'}`}
      >
        <ChatFace chat={chat} />
        <span class="min-w-0 flex-1">
          <span class={`block truncate ${unread > 0 ? 'font-extrabold' : 'font-bold'}`}>{titleOf(chat)}</span>
          <span class="block truncate text-sm text-soft empty:hidden">{!current && preview(chat, me)}</span>
        </span>
        {unread > 0 && (
          <span
            data-testid="unread"
            class="min-w-6 rounded-full bg-accent px-1.5 py-0.5 text-center text-xs font-bold text-accent-ink"
          >
            <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
            <span class="sr-only">{t.chats.unread({ n: unread })}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

function preview({ kind, last_message: last }: Chat, me: string): string {
  if (!last) return t.chats.nothing;
  const words = last.deleted ? t.chat.deleted : (last.body ?? last.file?.filename ?? '');
  if (last.author.username === me) return t.chats.own({ words });
  return kind === 'private' ? words : t.chats.said({ name: last.author.display_name, words });
}

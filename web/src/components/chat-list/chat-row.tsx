import { BellOff } from 'lucide-preact';
import { Link, useLocation } from 'wouter-preact';
import { shortened } from '../../files/file-name';
import { chats } from '../../state/index';
import { now } from '../../state/page/clock';
import { t } from '../../text/index';
import { markedNameOf, titleOf } from '../../text/names';
import { fileWords, summaryOf } from '../../text/summary';
import { exactTime, shortTime } from '../../text/time';
import { tombstoneOf } from '../../text/tombstone';
import type { Chat, Message } from '../../wire/index';
import { BotBadge } from '../members/bot-badge';
import { ChatAvatar } from './chat-avatar';
import { MentionBadge, UnreadCount } from './unread-count';

interface Props {
  chat: Chat;
  me: string;
  /** Those in the list whose name alone does not tell them apart. */
  namesakes: ReadonlySet<string>;
  /** Nothing calls the user there. */
  muted: boolean;
  onPick(): void;
}

/** One of the user's chats: who or what it is, what was said last, how much is unread. */
export function ChatRow({ chat, me, namesakes, muted, onPick }: Props) {
  const [path] = useLocation();
  const href = `/chat/${encodeURIComponent(chat.name)}`;
  const current = path === href || path.startsWith(`${href}/`);
  const unread = current ? 0 : chat.unread;
  return (
    <li>
      <Link
        href={href}
        onClick={onPick}
        aria-current={current ? 'page' : undefined}
        data-testid="chat-row"
        data-room={chat.name}
        class={`flex min-h-15 items-center gap-3 rounded-2xl px-3 py-2 ${current ? 'current bg-own' : 'hover:bg-sunken'}`}
      >
        <ChatAvatar chat={chat} />
        <span class="min-w-0 flex-1">
          <span class="flex items-baseline gap-2">
            <span class="flex min-w-0 flex-1 items-center gap-1">
              <span dir="auto" class={`truncate ${unread > 0 ? 'font-extrabold' : 'font-bold'}`}>
                {titleOf(chat, namesakes)}
              </span>
              {chat.other && <BotBadge of={chat.other} />}
            </span>
            {muted && <Muted />}
            {chat.last_message && <When date={new Date(chat.last_message.created)} />}
          </span>
          {!current && (
            <span class="flex min-h-6 items-center gap-2">
              <Preview chat={chat} me={me} namesakes={namesakes} />
              <MentionBadge count={chat.unread_mentions} muted={muted} />
              <UnreadCount count={unread} muted={muted} />
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

function Muted() {
  return (
    <span data-testid="muted" title={t.chats.muted} class="shrink-0 self-center text-soft">
      <BellOff size="0.875rem" aria-hidden />
      <span class="sr-only">{t.chats.muted}</span>
    </span>
  );
}

function When({ date }: { date: Date }) {
  return (
    <time dateTime={date.toISOString()} title={exactTime(date)} class="shrink-0 text-xs text-soft">
      {shortTime(date, now.value)}
    </time>
  );
}

/** What was said last; a line of its own direction behind who said it. */
function Preview({ chat, me, namesakes }: { chat: Chat; me: string; namesakes: ReadonlySet<string> }) {
  return (
    <span class="flex min-w-0 flex-1 gap-1 text-sm text-soft">
      <span class="max-w-1/2 shrink-0 truncate empty:hidden">{speaker(chat, me, namesakes)}</span>
      <span dir="auto" class="min-w-0 truncate">
        {chat.last_message ? preview(chat.last_message, me, chat.admin) : t.chats.nothing}
      </span>
    </span>
  );
}

/** Who said it, where that does not go without saying. */
function speaker({ kind, last_message: last }: Chat, me: string, namesakes: ReadonlySet<string>): string {
  if (!last || last.deleted) return '';
  if (last.author.username === me) return t.chats.own({ words: '' });
  return kind === 'private' ? '' : t.chats.said({ name: markedNameOf(last.author, namesakes), words: '' });
}

/** A file's name has to fit into the row with what it ends in. */
function preview(message: Message, me: string, admin: string | null): string {
  if (chats.value?.blocked.value.has(message.author.username)) return '…';
  if (message.deleted) return tombstoneOf({ author: message.author, by: message.deleted_by }, me, admin);
  return message.file
    ? shortened(fileWords(message.file), 24)
    : summaryOf(message, undefined, message.author.username === me);
}

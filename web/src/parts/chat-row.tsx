import { Link, useLocation } from 'wouter-preact';
import { shortened } from '../files/name';
import { plain } from '../rich/plain';
import { now } from '../state/now';
import { t } from '../text';
import { called, titleOf } from '../text/names';
import { exactTime, shortTime } from '../text/time';
import type { Chat, Message } from '../wire';
import { ChatFace } from './chat-face';
import { Unread } from './unread';

interface Props {
  chat: Chat;
  me: string;
  /** Those in the list whose name alone does not tell them apart. */
  namesakes: ReadonlySet<string>;
  onPick(): void;
}

/** One of the user's chats: who or what it is, what was said last, how much is unread. */
export function ChatRow({ chat, me, namesakes, onPick }: Props) {
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
        class={`flex min-h-15 items-center gap-3 rounded-2xl px-3 py-2 ${current ? 'current bg-own' : 'hover:bg-sunken'}`}
      >
        <ChatFace chat={chat} />
        <span class="min-w-0 flex-1">
          <span class="flex items-baseline gap-2">
            <span class={`min-w-0 flex-1 truncate ${unread > 0 ? 'font-extrabold' : 'font-bold'}`}>
              {titleOf(chat, namesakes)}
            </span>
            {chat.last_message && <When date={new Date(chat.last_message.created)} />}
          </span>
          {!current && (
            <span class="flex min-h-6 items-center gap-2">
              <span class="min-w-0 flex-1 truncate text-sm text-soft">{preview(chat, me, namesakes)}</span>
              <Unread count={unread} />
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

function When({ date }: { date: Date }) {
  return (
    <time dateTime={date.toISOString()} title={exactTime(date)} class="shrink-0 text-xs text-soft">
      {shortTime(date, now.value)}
    </time>
  );
}

function preview({ kind, last_message: last }: Chat, me: string, namesakes: ReadonlySet<string>): string {
  if (!last) return t.chats.nothing;
  const words = last.deleted ? t.chat.deleted : last.body === null ? fileIn(last) : plain(last.body);
  if (last.author.username === me) return t.chats.own({ words });
  return kind === 'private' ? words : t.chats.said({ name: called(last.author, namesakes), words });
}

/** A file's name has to fit into the row with what it ends in. */
const fileIn = ({ file }: Message): string => (file ? shortened(file.filename, 24) : '');

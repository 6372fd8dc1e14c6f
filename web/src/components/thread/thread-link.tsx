import { MessagesSquare } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { chats } from '../../state/index';
import { threadPath } from '../../state/threads/thread-path';
import { t } from '../../text/index';
import type { ThreadSummary } from '../../wire/index';
import { Avatar } from '../members/avatar';

/** So many of those who replied last are pictured. */
const PICTURED = 3;

/** Under a thread's first message: how many replies there are, who replied last, and the way to them. */
export function ThreadLink({ line: { room, seq }, replies }: { line: MessageLine; replies: ThreadSummary }) {
  const people = chats.value?.room(room).people.value;
  return (
    <Link
      href={threadPath({ room, seq, thread: null })}
      data-testid="replies"
      class="mt-1 flex min-h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 text-sm font-bold text-accent hover:border-accent"
    >
      <MessagesSquare size="1rem" aria-hidden />
      {t.replies.count({ n: replies.count })}
      <span aria-hidden class="flex -space-x-1">
        {replies.usernames.slice(0, PICTURED).map((username) => (
          <Avatar
            key={username}
            name={people?.get(username)?.display_name ?? username}
            url={people?.get(username)?.avatar_url ?? null}
            size="tiny"
          />
        ))}
      </span>
    </Link>
  );
}

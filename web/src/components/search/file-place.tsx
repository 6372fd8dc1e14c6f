import { Link } from 'wouter-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { now } from '../../state/page/clock';
import { searchText } from '../../text/search/index';
import { dayName, exactTime } from '../../text/time';

/** Who sent a file, and when; leads to where it was. */
export function FilePlace({ line }: { line: MessageLine }) {
  const { room, seq, author, created } = line;
  const said = { name: author.display_name, time: dayName(created, now.value) };
  return (
    <Link
      href={`/chat/${encodeURIComponent(room)}/${seq}`}
      aria-label={searchText.files.place(said)}
      title={exactTime(created)}
      class="block min-h-6 truncate text-xs text-soft hover:underline"
    >
      {searchText.files.said(said)}
    </Link>
  );
}

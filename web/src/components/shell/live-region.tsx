import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoomState } from '../../state/chats/room';
import { chats } from '../../state/index';
import { t } from '../../text/index';
import { markedNameOf } from '../../text/names';
import { summaryOf } from '../../text/summary';
import type { Message } from '../../wire/index';

/** More messages at once than this are only counted. */
const READ_OUT = 3;

/** Tells screen readers, when they are free, what others say from now on; nothing that was said before. */
export function LiveRegion({ room, me }: { room: RoomState; me: string }) {
  const messages = room.messages.value;
  const live = room.phase.value === 'live';
  const heard = useRef<number | null>(null);
  const [words, setWords] = useState('');

  useEffect(() => {
    if (!live) return;
    const since = heard.current;
    heard.current = messages.at(-1)?.seq ?? 0;
    if (since === null) return;
    const fresh = messages.slice(messages.findLastIndex(({ seq }) => seq <= since) + 1);
    const others = fresh.filter(
      ({ author }) => author.username !== me && !chats.value?.blocked.value.has(author.username),
    );
    if (others.length > READ_OUT) setWords(t.chat.arrived({ n: others.length }));
    else if (others.length > 0)
      setWords(others.map((message) => announcementOf(message, room.namesakes.value)).join(' '));
  }, [live, messages]);

  return (
    <p data-testid="announcer" aria-live="polite" class="sr-only">
      {words}
    </p>
  );
}

function announcementOf(message: Message, namesakes: ReadonlySet<string>): string {
  const { author, quoted } = message;
  const [name, words] = [markedNameOf(author, namesakes), summaryOf(message, t.chat.hidden)];
  if (!quoted) return t.chats.said({ name, words });
  return t.replies.said({ name, other: markedNameOf(quoted.author, namesakes), words });
}

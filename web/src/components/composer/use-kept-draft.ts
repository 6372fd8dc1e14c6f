import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoomState } from '../../state/chats/room';
import { drafts } from '../../state/index';
import type { Thread } from '../../state/threads/thread';
import { quoteOf } from '../../sync/room/quotes';

interface Options {
  room: RoomState;
  /** The thread that is written in; else it is the chat. */
  thread: Thread | undefined;
  /** Whether the message that is edited belongs to this composer. */
  edits: boolean;
}

/** A draft as it outlives the page, and as another tab writes it; the edit and the reply that it belongs to come back. */
export function useKeptDraft({ room, thread, edits }: Options) {
  const [returns, setReturns] = useState(0);
  const place = thread ? `${room.name} ${thread.seq}` : room.name;
  const kept = drafts.value;
  const text = kept?.of(place).text ?? '';
  /** What stands in the composer of this tab. */
  const written = useRef(text);
  useState(() => {
    if (edits) room.editing.value ??= kept?.of(place).editing ?? null;
  });
  const editing = room.editing.value;
  const elsewhere = kept?.elsewhere.value;
  const replying = useKeptReply(room, thread, place);

  useEffect(() => {
    if (edits) kept?.keep(place, { editing });
  }, [kept, place, editing]);

  useEffect(() => {
    const draft = kept?.of(place);
    if (!elsewhere || !draft) return;
    // Saved or given up in another tab: it is edited no longer.
    if (edits && room.editing.value && !draft.editing) room.editing.value = null;
    if (draft.text === written.current) return;
    written.current = draft.text;
    setReturns((count) => count + 1);
  }, [elsewhere]);

  const keep = (words: string) => {
    written.current = words;
    kept?.keep(place, { text: words });
  };
  const giveBack = (words: string) => {
    const begun = kept?.of(place).text;
    keep(begun ? `${begun}\n${words}` : words);
    setReturns((count) => count + 1);
  };
  return { editing, replying, text, returns, keep, giveBack, sent: () => kept?.sent(place) };
}

/** What is answered, as soon as the message is there; the reader's own choice comes first. */
function useKeptReply(room: RoomState, thread: Thread | undefined, place: string) {
  const { replying } = thread ?? room;
  const kept = drafts.value;
  const restored = useRef(false);
  const messages = room.messages.value;

  useEffect(() => {
    const seq = kept?.of(place).reply_to ?? null;
    const message = seq === null ? undefined : room.find(seq);
    if (restored.current || (seq !== null && !message)) return;
    restored.current = true;
    if (message && !message.deleted) replying.value ??= quoteOf(message);
  }, [messages]);

  useEffect(() => {
    restored.current ||= replying.value !== null;
    if (restored.current) kept?.keep(place, { reply_to: replying.value?.seq ?? null });
  }, [kept, place, replying.value]);

  return replying;
}

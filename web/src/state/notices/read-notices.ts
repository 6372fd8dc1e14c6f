/** Notifications of what has been read are taken back, wherever it was read. */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { ChatList } from '../chats/chat-list';

/** Calls `close` with each chat, and how far it is read, whenever that has grown; until the answer is called. */
export function followReading(
  list: ReadonlySignal<ChatList | null>,
  close: (room: string, seq: number) => void,
): () => void {
  const closed = new Map<string, number>();
  return effect(() => {
    for (const { name, unread, last_seq, read_seq } of list.value ?? []) {
      // A list may be old: then both are smaller than they are by now.
      const seq = unread === 0 ? last_seq : read_seq;
      if (seq <= (closed.get(name) ?? 0)) continue;
      closed.set(name, seq);
      close(name, seq);
    }
  });
}

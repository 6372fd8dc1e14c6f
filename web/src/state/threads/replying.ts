import { quoteOf } from '../../sync/room/quotes';
import type { Message } from '../../wire/index';
import type { RoomState } from '../chats/room';

/** What is written next is a reply to a message: in the thread that is open, or in the conversation. */
export function beginReply(room: RoomState, message: Message, inThread = false): void {
  const thread = inThread ? room.thread.value : null;
  room.editing.value = null;
  (thread ?? room).replying.value = quoteOf(message);
}

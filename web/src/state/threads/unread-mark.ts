import { t, wordsFor } from '../../text/index';
import type { Chats } from '../chats/chats';
import type { RoomState } from '../chats/room';
import { notice } from '../notices/notice';

/** Marks a chat unread from a message on, and says so. */
export async function markUnread(chats: Chats, room: RoomState, seq: number): Promise<void> {
  notice.value = t.chat.markedUnread;
  await chats.markUnread(room.name, seq).catch((error: unknown) => {
    notice.value = wordsFor(error);
  });
}

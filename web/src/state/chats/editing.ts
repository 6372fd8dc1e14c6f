import type { Message } from '../../wire/index';
import type { Chats } from './chats';
import { rightsOver } from './message-rights';
import type { RoomState } from './room';

/** Takes a message into the composer; with a `text` other than its own where that is what it is to become. */
export function beginEditing(chats: Chats, room: RoomState, message: Message, text = message.body ?? ''): void {
  const { seq } = message;
  const waiting = room.changes.value.some(({ frame, state }) => {
    return frame.type === 'edit' && frame.seq === seq && state !== 'failed';
  });
  const known = waiting ? undefined : (chats.client.find(room.name, seq)?.edited ?? null);
  room.replying.value = null;
  room.editing.value = { seq, text, known };
  // What is written now is to show even if the network has gone by then.
  void chats.changes.load();
}

/** Takes the last of the user's own texts into the composer; false where there is none. */
export function editLast(chats: Chats, room: RoomState): boolean {
  const message = room.messages.value.findLast((each) => rightsOver(each, null, chats.me).edit);
  if (message) beginEditing(chats, room, message);
  return message !== undefined;
}

/** Sends the edited text, unless it is what the message says already, and ends the editing. */
export async function saveEdit(chats: Chats, room: RoomState, body: string): Promise<void> {
  const editing = room.editing.value;
  if (!editing) return;
  const { seq, known } = editing;
  room.editing.value = null;
  if (room.find(seq)?.body === body) return;
  await chats.changes.edit(room.name, seq, body, known);
}

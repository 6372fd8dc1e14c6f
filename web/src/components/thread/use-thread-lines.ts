import { useMemo } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import { type MessageListLine, messageListLines } from '../../state/chats/message-lines';
import type { RoomState } from '../../state/chats/room';
import type { Thread } from '../../state/threads/thread';
import { zone } from '../../text/time';
import type { User } from '../../wire/index';

/** What is not told within a thread, but in the conversation. */
const ELSEWHERE = { systemEvents: [], others: [], readers: {}, hasOlder: true, knownTo: null, unreadFrom: null };

/** What a thread is made of; the same lines until something of it changes. */
export function useThreadLines(room: RoomState, thread: Thread, user: User, chats: Chats): MessageListLine[] {
  const [root, replies] = [thread.root.value, thread.replies.value];
  const [unsent, changes, namesakes] = [room.unsent.value, room.changes.value, room.namesakes.value];
  const days = zone.value;
  return useMemo(() => {
    if (!root) return [];
    const stored = chats.client.unsent.changing(room.name, [root, ...replies]);
    const here = new Set(stored.map(({ seq }) => seq));
    const own = unsent.filter(({ frame, seq }) => here.has(frame.reply_to ?? 0) && !here.has(seq));
    const messages = stored.map((message) => (message.seq === root.seq ? { ...message, replies: null } : message));
    const lines = messageListLines({ ...ELSEWHERE, messages, unsent: own, changes, namesakes }, user);
    // That they answer the first message goes without saying.
    return lines.map((line) =>
      line.kind === 'message' && line.quoted?.seq === root.seq ? { ...line, quoted: null } : line,
    );
  }, [root, replies, unsent, changes, namesakes, days, user]);
}

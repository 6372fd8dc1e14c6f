import type { MessageLine } from '../../state/chats/message-lines';
import { chats } from '../../state/index';
import { navigate } from '../../state/page/navigation';
import { isInThread } from '../../state/page/overlay';
import { beginReply } from '../../state/threads/replying';
import { threadPath } from '../../state/threads/thread-path';
import { markUnread } from '../../state/threads/unread-mark';

/** What a key does with the message that has the focus, in `place`. */
export function actOn({ room: name, seq }: MessageLine, key: string, place: Element): void {
  const own = chats.value;
  const room = own?.room(name);
  const message = seq > 0 ? room?.find(seq) : undefined;
  if (!own || !room || !message || message.deleted) return;
  if (key === 'r') beginReply(room, message, isInThread(place));
  if (key === 't') navigate(threadPath(message));
  if (key === 'u') void markUnread(own, room, seq);
}

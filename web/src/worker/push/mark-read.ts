/** "Mark as read" without a page: only the socket takes it, so one is opened for it, and closed. */
import type { NoticeData } from '../../state/notices/worker-protocol';
import type { Chat } from '../../wire/index';
import { badge } from './notices';
import { type Call, signedIn } from './session';
import { withSocket } from './socket';

/** `read` is not answered: so often the server is asked whether it has come, first after so many milliseconds. */
const LOOKS = 5;
const PAUSE = 400;
/** Each pause is so many times the one before: 12.4 s in all, for a server that has much to do. */
const GROWTH = 2;

/** Reads a chat up to a message, and sets the badge to what is left. Rejects where the server did not take it. */
export async function markRead({ room, seq }: Pick<Required<NoticeData>, 'room' | 'seq'>): Promise<void> {
  const { get, post } = await signedIn();
  await withSocket(post, async (send) => {
    send({ type: 'read', room, seq });
    await badge(await unreadOnceRead(get, room, seq));
  });
}

/** How much is unread in all chats, once the one is read up to `seq`. */
async function unreadOnceRead(get: Call, room: string, seq: number): Promise<number> {
  for (let look = 0; look < LOOKS; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE * GROWTH ** look));
    const { chats } = await get<{ chats: Chat[] }>('/api/chats');
    const chat = chats.find(({ name }) => name === room);
    if (!chat || chat.read_seq >= seq) return chats.reduce((sum, { unread }) => sum + unread, 0);
  }
  throw new Error('The chat is not read.');
}

/** "Decline" without a page: the socket takes it, and says what the call is then. */
import type { NoticeData } from '../../state/notices/worker-protocol';
import { signedIn } from './session';
import { withSocket } from './socket';

/** So long, in milliseconds, the server may take to answer. */
const TIMEOUT = 10_000;

/** Declines a call for the user, on all devices. Rejects where the server did not take it. */
export async function decline({ room, call }: Pick<Required<NoticeData>, 'room' | 'call'>): Promise<void> {
  const { post } = await signedIn();
  await withSocket(post, async (send, socket) => {
    const answered = answerOf(socket, call);
    send({ type: 'call_decline', room, call, device: crypto.randomUUID() });
    await answered;
  });
}

/** The first frame that names the call: its state, or that it is gone. */
function answerOf(socket: WebSocket, call: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The call was not declined.')), TIMEOUT);
    socket.onmessage = ({ data }) => {
      if ((JSON.parse(String(data)) as { call?: unknown }).call !== call) return;
      clearTimeout(late);
      resolve();
    };
  });
}

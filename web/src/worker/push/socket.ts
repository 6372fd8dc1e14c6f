/** A socket without a page: for what only a socket takes. */
import type { ClientFrame, Ticket } from '../../wire/index';
import type { Call } from './session';

/** So long, in milliseconds, the socket may take to open. */
const TIMEOUT = 10_000;

/** Opens one for whoever is signed in, lets `talk` use it, and closes it. Rejects where it does not open. */
export async function withSocket(
  post: Call,
  talk: (send: (frame: ClientFrame) => void, socket: WebSocket) => Promise<void>,
): Promise<void> {
  const { ticket } = await post<Ticket>('/api/ws-ticket');
  const socket = await opened(ticket);
  try {
    const send = (frame: ClientFrame) => socket.send(JSON.stringify(frame));
    // Nobody is there: the user goes on being away to others, and to what decides on notices.
    send({ type: 'presence', state: 'inactive' });
    await talk(send, socket);
  } finally {
    socket.close();
  }
}

function opened(ticket: string): Promise<WebSocket> {
  const socket = new WebSocket(`/ws?ticket=${encodeURIComponent(ticket)}`);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => socket.close(), TIMEOUT);
    socket.onopen = () => {
      clearTimeout(late);
      resolve(socket);
    };
    socket.onclose = () => reject(new Error('The socket did not open.'));
  });
}

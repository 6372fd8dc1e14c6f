import { afterEach, expect, it, vi } from 'vitest';
import { markRead } from '../../../src/worker/push/mark-read';

const ROOM = 'chat';
const SEQ = 7;

class Socket {
  static readonly sent: unknown[] = [];
  onopen?: () => void;

  constructor() {
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    Socket.sent.push(JSON.parse(text));
  }

  close(): void {}
}

/** A server where the chat is read after `busy` milliseconds, of timers that are played. */
function serverThatIs(busy: number): { asked: number } {
  const server = { asked: 0 };
  const free = Date.now() + busy;
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('fetch', async (path: string) => {
    if (path !== '/api/chats') return Response.json({ token: 'token', ticket: 'ticket' });
    server.asked += 1;
    const chat = { name: ROOM, read_seq: Date.now() >= free ? SEQ : 0, unread: 3 };
    return Response.json({ chats: [chat] });
  });
  return server;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('waits for a server that takes ten seconds to read a chat', async () => {
  vi.useFakeTimers();
  const server = serverThatIs(10_000);

  const marked = markRead({ room: ROOM, seq: SEQ });
  await vi.advanceTimersByTimeAsync(13_000);

  await expect(marked).resolves.toBeUndefined();
  expect(Socket.sent).toContainEqual({ type: 'read', room: ROOM, seq: SEQ });
  expect(server.asked).toBe(5);
});

it('says that a chat is not read where the server never takes it', async () => {
  vi.useFakeTimers();
  const server = serverThatIs(Number.POSITIVE_INFINITY);

  const marked = markRead({ room: ROOM, seq: SEQ });
  const refused = expect(marked).rejects.toThrow('not read');
  await vi.advanceTimersByTimeAsync(60_000);

  await refused;
  expect(server.asked).toBe(5);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clicked } from '../../../src/worker/push/clicked';
import { Browser, Window } from './browser';

let browser: Browser;
/** What was asked of the server: calls, and frames. */
let asked: string[];
/** How far the chat is read, as the server says each time it is asked. */
let readUpTo: number[];
let signedIn: boolean;
let answersCalls: boolean;

beforeEach(async () => {
  vi.useFakeTimers();
  browser = new Browser();
  asked = [];
  readUpTo = [7];
  signedIn = true;
  answersCalls = true;
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('WebSocket', Socket);
  const data = { url: '/chat/den/7', room: 'den', seq: 7 };
  await browser.scope.registration.showNotification('Ada', { tag: 'den', body: 'hello', data });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function answer(path: string, { method = 'GET', headers }: RequestInit): Promise<Response> {
  asked.push(`${method} ${path}`);
  const { Authorization, 'X-Requested-With': by } = headers as Record<string, string>;
  if (path === '/api/auth/refresh')
    return signedIn && by ? Response.json({ token: 'token' }) : new Response(null, { status: 401 });
  if (Authorization !== 'Bearer token') return new Response(null, { status: 401 });
  if (path === '/api/ws-ticket') return Response.json({ ticket: 'a ticket' });
  const read_seq = readUpTo.length > 1 ? readUpTo.shift() : readUpTo[0];
  return Response.json({
    chats: [
      { name: 'den', read_seq, unread: 0 },
      { name: 'attic', read_seq: 0, unread: 3 },
    ],
  });
}

class Socket {
  onopen = () => {};
  onclose = () => {};

  constructor(address: string) {
    asked.push(address);
    queueMicrotask(() => this.onopen());
  }

  onmessage = (_: { data: string }) => {};

  send(frame: string): void {
    asked.push(frame);
    if (answersCalls && frame.includes('call_decline'))
      queueMicrotask(() => this.onmessage({ data: '{"type":"call_state","call":"call 1"}' }));
  }

  close(): void {
    asked.push('closed');
  }
}

describe('a click', () => {
  it('leads to the message in the window that has the focus, and takes the notification away', async () => {
    const [behind, focused] = [new Window('hidden'), Object.assign(new Window('visible'), { focused: true })];
    browser.windows = [behind, focused];
    await clicked(browser.scope, browser.notification('den'), '');
    expect([focused.sent, focused.focuses, behind.sent]).toEqual([[{ open: '/chat/den/7' }], 1, []]);
    expect([browser.shown, browser.opened]).toEqual([[], []]);
  });

  it('leads there in the window that was used last where none has it', async () => {
    browser.windows = [new Window('visible'), new Window('hidden')];
    await clicked(browser.scope, browser.notification('den'), '');
    expect(browser.windows.map(({ focuses }) => focuses)).toEqual([1, 0]);
  });

  it('opens a window where there is none', async () => {
    await clicked(browser.scope, browser.notification('den'), '');
    expect([browser.shown, browser.opened]).toEqual([[], ['/chat/den/7']]);
  });
});

describe('“Mark as read”', () => {
  const markRead = async () => {
    const done = clicked(browser.scope, browser.notification('den'), 'read');
    await vi.advanceTimersByTimeAsync(30_000);
    await done;
  };

  it('reads the chat up to the message without a page, as somebody who is away, and counts what is left', async () => {
    readUpTo = [0, 7];
    await markRead();
    expect(asked).toEqual([
      'POST /api/auth/refresh',
      'POST /api/ws-ticket',
      '/ws?ticket=a%20ticket',
      '{"type":"presence","state":"inactive"}',
      '{"type":"read","room":"den","seq":7}',
      'GET /api/chats',
      'GET /api/chats',
      'closed',
    ]);
    expect([browser.shown, browser.badge, browser.opened]).toEqual([[], 3, []]);
  });

  it.each([
    ['nobody is signed in', () => (signedIn = false)],
    ['the server does not take it', () => (readUpTo = [0])],
    ['there is no network', () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))],
  ])('is there again where %s', async (_, fail) => {
    fail();
    await markRead();
    expect(browser.shown).toMatchObject([{ title: 'Ada', body: 'hello', tag: 'den', silent: true }]);
    expect(asked.filter((each) => each === 'GET /api/chats').length).toBeLessThanOrEqual(5);
  });
});

describe('“Decline”', () => {
  beforeEach(async () => {
    const data = { url: '/chat/den?accept=call%201', room: 'den', call: 'call 1' };
    await browser.scope.registration.showNotification('Ada', { tag: 'den', body: 'Ada calls', data });
  });

  it('declines the call without a page, as somebody who is away', async () => {
    await clicked(browser.scope, browser.notification('den'), 'decline');
    const [frame] = asked.filter((each) => each.includes('call_decline')).map((each) => JSON.parse(each));
    expect(frame).toMatchObject({ type: 'call_decline', room: 'den', call: 'call 1' });
    expect(asked).toContain('{"type":"presence","state":"inactive"}');
    expect([asked.at(-1), browser.shown, browser.opened]).toEqual(['closed', [], []]);
  });

  it('is there again where the server does not take it', async () => {
    answersCalls = false;
    const done = clicked(browser.scope, browser.notification('den'), 'decline');
    await vi.advanceTimersByTimeAsync(30_000);
    await done;
    expect(browser.shown).toMatchObject([{ body: 'Ada calls', tag: 'den', silent: true }]);
  });

  it.each(['', 'accept'])('leads to the chat, which answers, when the action is “%s”', async (action) => {
    await clicked(browser.scope, browser.notification('den'), action);
    expect([browser.opened, browser.shown]).toEqual([['/chat/den?accept=call%201'], []]);
  });
});

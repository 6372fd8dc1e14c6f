import { beforeEach, describe, expect, it } from 'vitest';
import { Api } from '../../src/api';
import { ApiError } from '../../src/api/errors';
import { SessionHolder } from '../../src/api/session';
import type { User } from '../../src/wire';

interface Request {
  path: string;
  token: string | null;
  headers: Headers;
}

const ADA = {
  username: 'ada',
  display_name: 'Ada',
  avatar_url: null,
  bot: false,
  email: 'a@example.org',
  email_verified: false,
};

let now: number;
let requests: Request[];
let tokens: number;
/** What opening the page is answered with; null: the server does not know the call. */
let start: { status: number; body: object } | null;
/** The tokens that the server takes; a refresh makes a new one. */
let good: Set<string>;
let cookie: boolean;
let session: SessionHolder;
let users: (User | null)[];

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

async function serve(path: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  const token = headers.get('Authorization')?.slice(7) ?? null;
  requests.push({ path: String(path), token, headers });
  if (path === '/api/auth/refresh' || path === '/api/auth/login') {
    if (!cookie) return json(401, { status: 401, code: 'bad_credentials', title: 'No', detail: 'No.' });
    good.add(`t${++tokens}`);
    return json(200, { token: `t${tokens}`, expires_in: 900, user: ADA });
  }
  if (String(path).startsWith('/api/auth/start')) {
    if (!start) return json(404, { status: 404, code: 'not_found', title: 'No', detail: 'No.' });
    good.add('early');
    return json(start.status, start.body);
  }
  if (path === '/api/auth/logout') return new Response(null, { status: 204 });
  if (!token || !good.has(token)) return json(401, { message: 'Unauthorized' });
  return json(200, { chats: [] });
}

const paths = () => requests.map(({ path }) => path);

beforeEach(() => {
  now = 1_000_000;
  requests = [];
  tokens = 0;
  good = new Set();
  cookie = true;
  start = null;
  users = [];
  session = new SessionHolder(serve as typeof fetch, () => now);
  session.changed = (user) => users.push(user);
});

describe('a session', () => {
  it('is taken up from the cookie before the first call', async () => {
    await new Api(session).chats();
    expect(paths()).toEqual(['/api/auth/refresh', '/api/chats']);
    expect(requests[1]?.token).toBe('t1');
    expect(users).toEqual([ADA]);
  });

  it('is renewed before its token runs out', async () => {
    await session.login('ada', 'correct horse');
    now += 880_000;
    await new Api(session).chats();
    expect(paths()).toEqual(['/api/auth/login', '/api/auth/refresh', '/api/chats']);
  });

  it('is refreshed once for all calls whose token is refused, and each is made again', async () => {
    await session.login('ada', 'correct horse');
    good.clear();
    const api = new Api(session);
    await Promise.all([api.chats(), api.chats(), api.chats()]);
    expect(paths().filter((path) => path === '/api/auth/refresh').length).toBe(1);
    expect(requests.slice(-3).map(({ token }) => token)).toEqual(['t2', 't2', 't2']);
  });

  it('is over when the cookie is no longer good', async () => {
    await session.login('ada', 'correct horse');
    good.clear();
    cookie = false;
    await expect(new Api(session).chats()).rejects.toMatchObject({ status: 401 });
    expect(session.signedIn).toBe(false);
    expect(users).toEqual([ADA, null]);
  });

  it('stays as it is while the network fails', async () => {
    session = new SessionHolder(() => Promise.reject(new TypeError('failed to fetch')));
    await expect(session.refresh()).rejects.toMatchObject({ status: 0, code: 'network' });
    expect(users).toEqual([]);
  });

  it.each([
    ['the origin is refused', '{"status":403,"code":"csrf","title":"x","detail":"y"}', [null]],
    [
      'the user is banned',
      '{"status":403,"code":"banned","title":"x","detail":"y","until":null,"statement":"z"}',
      [null],
    ],
    ['a firewall blocks for a time', '<html>Forbidden</html>', []],
  ])('answered with 403 where %s', async (_, body, told) => {
    session = new SessionHolder(async () => new Response(body, { status: 403 }));
    session.changed = (user) => users.push(user);
    await expect(session.refresh()).rejects.toMatchObject({ status: 403 });
    expect(users).toEqual(told);
  });

  it('is not revived by a refresh that was under way when it ended', async () => {
    await session.login('ada', 'correct horse');
    const refreshing = session.refresh();
    session.forget();
    await expect(refreshing).rejects.toBeInstanceOf(ApiError);
    expect(session.signedIn).toBe(false);
  });

  it('says with every call whose it is', async () => {
    await session.login('ada', 'correct horse');
    expect(requests[0]?.headers.get('X-Requested-With')).toBe('snowfight');
  });
});

describe('a page that opens', () => {
  const page = { chat: { name: 'public-chat' }, messages: [] };
  const parts = {
    session: { token: 'early', expires_in: 900, user: ADA },
    chats: [{ name: 'public-chat' }],
    page,
    ticket: { ticket: 'x', expires_in: 30 },
  };
  const START = '/api/auth/start?room=public-chat';

  it('has in one call what four would bring, each part once', async () => {
    start = { status: 200, body: parts };
    const api = new Api(session);
    // Whoever asks before the answer has come waits for it.
    const opened = session.refresh('public-chat');
    expect(await Promise.all([api.ticket(), api.chats(), api.open('public-chat'), opened])).toEqual([
      'x',
      parts.chats,
      page,
      undefined,
    ]);
    expect(paths()).toEqual([START]);
    expect(requests[0]?.headers.get('X-Requested-With')).toBe('snowfight');
    expect(users).toEqual([ADA]);
    await Promise.all([api.ticket(), api.chats(), api.open('public-chat')]);
    expect(paths().slice(1)).toEqual(['/api/ws-ticket', '/api/chats', '/api/chat/public-chat']);
    expect(requests.slice(1).map(({ token }) => token)).toEqual(['early', 'early', 'early']);
  });

  it('asks for a chat by itself that did not come along, and is told why', async () => {
    start = { status: 200, body: { ...parts, page: null } };
    await session.refresh('nowhere');
    await new Api(session).open('nowhere');
    expect(paths()).toEqual(['/api/auth/start?room=nowhere', '/api/chat/nowhere']);
  });

  it('takes nothing for new that came a while ago', async () => {
    start = { status: 200, body: parts };
    await session.refresh('public-chat');
    now += 10_000;
    await new Api(session).chats();
    expect(paths()).toEqual([START, '/api/chats']);
  });

  it('keeps nothing of a session that has ended', async () => {
    start = { status: 200, body: parts };
    await session.refresh('public-chat');
    session.forget();
    await session.login('ada', 'correct horse');
    await new Api(session).chats();
    expect(paths().slice(1)).toEqual(['/api/auth/login', '/api/chats']);
  });

  it('keeps nothing of a session that another one takes the place of', async () => {
    start = { status: 200, body: parts };
    await session.refresh('public-chat');
    // Another tab signed somebody else in, and the cookie is theirs now.
    await session.refresh();
    await new Api(session).chats();
    expect(paths().slice(1)).toEqual(['/api/auth/refresh', '/api/chats']);
  });

  it.each([
    ['the server does not know the call', null],
    ['something failed', { status: 500, body: {} }],
    ['there are too many', { status: 429, body: { status: 429, code: 'rate_limited', title: 'x', detail: 'y' } }],
  ])('asks for each part where %s', async (_, answer) => {
    start = answer;
    await session.refresh('public-chat');
    await new Api(session).chats();
    expect(paths()).toEqual([START, '/api/auth/refresh', '/api/chats']);
    expect(users).toEqual([ADA]);
  });

  it('asks nothing more where the session is over', async () => {
    start = { status: 401, body: { status: 401, code: 'unauthorized', title: 'x', detail: 'y' } };
    await expect(session.refresh('public-chat')).rejects.toMatchObject({ status: 401 });
    expect(paths()).toEqual([START]);
    expect(users).toEqual([null]);
  });
});

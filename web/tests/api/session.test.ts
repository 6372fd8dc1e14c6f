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

import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import type { SessionHolder } from '../../src/api/session';
import { Account, type Tabs } from '../../src/state/account';
import type { User } from '../../src/wire';

const user = (username: string) => ({ username }) as User;

/** A browser with one cookie and two tabs. */
let cookie: string | null;
let broken: boolean;
let tabs: Account[];

function tab(): Account {
  const session = {
    changed: (_: User | null) => {},
    refresh: async () => {
      if (broken) throw new ApiError(0, 'network');
      if (!cookie) {
        session.changed(null);
        throw new ApiError(401, 'unauthorized');
      }
      session.changed(user(cookie));
    },
    logout: async () => {
      cookie = null;
      session.changed(null);
    },
    forget: () => session.changed(null),
  };
  const port: Tabs = {
    onmessage: null,
    postMessage: (data) => {
      for (const other of ports) if (other !== port) other.onmessage?.({ data } as MessageEvent);
    },
  };
  ports.push(port);
  return new Account(session as unknown as SessionHolder, port);
}

let ports: Tabs[];

beforeEach(async () => {
  cookie = 'ada';
  broken = false;
  ports = [];
  tabs = [tab(), tab()];
  await Promise.all(tabs.map((account) => account.restore()));
});

const access = () => tabs.map((account) => account.access.value);
const names = () => tabs.map((account) => account.user.value?.username);

it('is signed in wherever the cookie is', () => {
  expect(access()).toEqual(['in', 'in']);
  expect(names()).toEqual(['ada', 'ada']);
});

it('logs out in all tabs at once', async () => {
  await tabs[0]?.logout();
  expect(access()).toEqual(['out', 'out']);
});

it('knows a session that ended by itself from a log-out', async () => {
  const ended = () => tabs.map((account) => account.ended.value);
  cookie = null;
  await tabs[0]?.restore();
  expect(access()).toEqual(['out', 'in']);
  expect(ended()).toEqual([true, false]);
  // Asking once more changes nothing
  await tabs[0]?.restore();
  expect(ended()).toEqual([true, false]);
  // A new sign-in is followed by a log-out in the other tab
  cookie = 'ada';
  await tabs[0]?.restore();
  expect(ended()).toEqual([false, false]);
  await tabs[1]?.logout();
  expect([access(), ended()]).toEqual([
    ['out', 'out'],
    [false, false],
  ]);
});

it('knows the end of an account from the end of a session', () => {
  tabs[0]?.end();
  expect(tabs.map((account) => account.ended.value)).toEqual([false, false]);
});

it('follows when another tab signs somebody else in', async () => {
  cookie = 'bob';
  await tabs[0]?.restore();
  await new Promise((resolve) => setImmediate(resolve));
  expect(names()).toEqual(['bob', 'bob']);
});

it('says so when the server cannot be reached at the start, and recovers', async () => {
  broken = true;
  const late = tab();
  await late.restore();
  expect(late.access.value).toBe('unreachable');
  broken = false;
  await late.restore();
  expect(late.access.value).toBe('in');
});

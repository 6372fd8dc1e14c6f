import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError, type Sanction } from '../../../src/api/errors';
import type { SessionHolder } from '../../../src/api/session';
import { Account, type Tabs } from '../../../src/state/account/account';
import { LocalStorage } from '../../../src/state/page/local-storage';
import type { Signal } from '../../../src/sync/ports';
import type { User } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

const user = (username: string) => ({ username, display_name: username }) as User;

/** A browser with one cookie and two tabs. */
let cookie: string | null;
let ban: Sanction | null;
let broken: boolean;
let tabs: Account[];
let clock: VirtualClock;
/** What the browser keeps for the page. */
let items: Map<string, string>;
let refused: boolean;
let refreshes: number;
/** The chat that was asked for with each refresh. */
let rooms: (string | undefined)[];
let listeners: Set<(signal: Signal) => void>;

const signals = {
  online: () => true,
  listen: (fn: (signal: Signal) => void) => {
    listeners.add(fn);
    return () => listeners.delete(fn);
  },
};

function tab(): Account {
  const session = {
    changed: (_user: User | null, _ban: Sanction | null) => {},
    refresh: async (room?: string) => {
      refreshes += 1;
      rooms.push(room);
      if (broken) throw new ApiError(0, 'network');
      if (!cookie) {
        session.changed(null, ban);
        throw ban ? new ApiError(403, 'banned', '', {}, 0, ban) : new ApiError(401, 'unauthorized');
      }
      session.changed(user(cookie), null);
    },
    logout: async () => {
      cookie = null;
      session.changed(null, null);
    },
    forget: () => session.changed(null, null),
  };
  const port: Tabs = {
    onmessage: null,
    postMessage: (data) => {
      for (const other of ports) if (other !== port) other.onmessage?.({ data } as MessageEvent);
    },
  };
  ports.push(port);
  return new Account(session as unknown as SessionHolder, port, storage(), { clock, signals, random: () => 1 });
}

let ports: Tabs[];

const storage = () =>
  new LocalStorage(() => {
    if (refused) throw new DOMException('site data is blocked', 'SecurityError');
    return {
      getItem: (name: string) => items.get(name) ?? null,
      setItem: (name: string, value: string) => void items.set(name, value),
      removeItem: (name: string) => void items.delete(name),
    };
  });

beforeEach(async () => {
  cookie = 'ada';
  ban = null;
  broken = false;
  clock = new VirtualClock();
  listeners = new Set();
  items = new Map();
  refused = false;
  refreshes = 0;
  rooms = [];
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

it('knows of a session that ended while no page was open, and only of one', async () => {
  cookie = null;
  const late = tab();
  await late.resume('public-chat');
  expect([late.access.value, late.ended.value]).toEqual(['out', true]);
  items.clear();
  const newcomer = tab();
  await newcomer.resume('public-chat');
  expect([newcomer.access.value, newcomer.ended.value]).toEqual(['out', false]);
});

it('knows the ban that ended a session, until somebody signs in', async () => {
  ban = { until: null, statement: 'Threats' };
  cookie = null;
  await tabs[0]?.restore();
  expect([tabs[0]?.access.value, tabs[0]?.ban.value]).toEqual(['out', ban]);
  // What fails after it for lack of a session says nothing of it.
  ban = null;
  await tabs[0]?.restore();
  expect(tabs[0]?.ban.value?.statement).toBe('Threats');
  cookie = 'ada';
  await tabs[0]?.restore();
  expect(tabs[0]?.ban.value).toBeNull();
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

describe('as the page comes', () => {
  const come = async () => {
    refreshes = 0;
    const late = tab();
    await late.resume('public-chat');
    return [late.access.value, refreshes];
  };

  it('takes up who signed in before', async () => {
    expect(await come()).toEqual(['in', 1]);
  });

  it('asks for nobody where nobody has signed in yet', async () => {
    items.clear();
    cookie = null;
    expect(await come()).toEqual(['out', 0]);
  });

  it('asks for nobody after a log-out', async () => {
    await tabs[0]?.logout();
    expect(await come()).toEqual(['out', 0]);
  });

  it('asks for nobody after a session that ended by itself', async () => {
    cookie = null;
    expect(await come()).toEqual(['out', 1]);
    expect(await come()).toEqual(['out', 0]);
  });

  it('asks where the browser keeps nothing by which to know', async () => {
    refused = true;
    expect(await come()).toEqual(['in', 1]);
  });

  it('still knows of somebody while the server does not answer', async () => {
    broken = true;
    expect(await come()).toEqual(['in', 1]);
    broken = false;
    expect((await come())[0]).toBe('in');
  });
});

it('needs no other tab to hear of it', async () => {
  const session = { changed: (_: User | null) => {}, logout: async () => session.changed(null) };
  const alone = new Account(session as unknown as SessionHolder, null, storage(), { clock, signals, random: () => 1 });
  session.changed(user('ada'));
  expect(alone.access.value).toBe('in');
  await alone.logout();
  expect(alone.access.value).toBe('out');
});

describe('when the server cannot be reached at the start', () => {
  let late: Account;

  beforeEach(async () => {
    broken = true;
    late = tab();
    await late.restore();
  });

  it('says so, and recovers by itself, though the browser says nothing of a network', async () => {
    await clock.pass(10 * 60_000);
    expect(late.access.value).toBe('unreachable');
    broken = false;
    await clock.pass(30_000);
    expect(late.access.value).toBe('in');
  });

  it('recovers at once when something shows that it may', async () => {
    await clock.pass(10 * 60_000);
    broken = false;
    for (const listener of [...listeners]) listener('online');
    await clock.pass(0);
    expect(late.access.value).toBe('in');
    expect(listeners.size).toBe(0);
  });

  it('recovers to the door where there is nobody', async () => {
    broken = false;
    cookie = null;
    await clock.pass(30_000);
    expect(late.access.value).toBe('out');
    expect(listeners.size).toBe(0);
  });
});

it('asks for the chat that is shown first before anybody else asks for anything', async () => {
  cookie = 'ada';
  await tab().restore();
  rooms = [];
  const later = tab();
  const asked: (string | undefined)[][] = [];
  const unlisten = later.user.subscribe((known) => known && asked.push([...rooms]));
  await later.resume('public-chat');
  unlisten();
  expect(asked[0]).toEqual(['public-chat']);
});

describe('a page that comes while the server does not answer', () => {
  beforeEach(async () => {
    cookie = 'ada';
    await tab().restore();
    broken = true;
  });

  it('is of whoever was signed in as the last one went, and asks on', async () => {
    const later = tab();
    await later.resume('public-chat');
    expect([later.access.value, later.user.value]).toEqual(['in', user('ada')]);
    broken = false;
    await clock.pass(60_000);
    expect([later.access.value, later.ended.value]).toEqual(['in', false]);
  });

  it('leads out, and forgets who it was, once the server refuses the session', async () => {
    const later = tab();
    await later.resume('public-chat');
    cookie = null;
    broken = false;
    await clock.pass(60_000);
    expect([later.access.value, later.user.value, later.ended.value]).toEqual(['out', null, true]);
    expect([...items]).toEqual([]);
  });

  it.each(['yes', '{', '7', '{"username":7}'])('is nobody’s yet where %s was kept', async (kept) => {
    items.set('snowfight.signed-in', kept);
    const later = tab();
    await later.resume('public-chat');
    expect([later.access.value, later.user.value]).toEqual(['unreachable', null]);
  });
});

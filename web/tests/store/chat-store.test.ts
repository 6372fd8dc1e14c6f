import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ChatDatabase } from '../../src/store/chat-database';
import { ChatStore } from '../../src/store/chat-store';
import type { AttentionChange, StoredRoom } from '../../src/sync/ports';
import type { Chat, Message } from '../../src/wire';
import { VirtualClock } from '../sync/clock';
import { run } from '../sync/messages';

const DAY = 24 * 60 * 60 * 1000;

const chat = (name: string, about: Partial<Chat> = {}) => ({ name, retention_days: null, ...about }) as Chat;
const stored = (messages: Message[] = run(1, 3)): StoredRoom => ({ messages, has_older: true, end: 3, rev: 7 });

let clock: VirtualClock;
let attention: ((change: AttentionChange) => void)[];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = new VirtualClock();
  attention = [];
});

/** The same browser, a page later. */
function page(user = 'ada'): ChatStore {
  const listen = (fn: (change: AttentionChange) => void) => attention.push(fn) as unknown as () => void;
  return new ChatStore(user, new ChatDatabase(), clock, { listen });
}

/** A page of which nothing is left to be written. */
async function kept(rooms: Record<string, StoredRoom>, chats = Object.keys(rooms).map((name) => chat(name))) {
  const store = page();
  store.keepChats(() => chats);
  for (const [room, each] of Object.entries(rooms)) {
    store.keep(room, () => each);
    await store.flush();
  }
  await store.flush();
  return store;
}

describe('what a browser keeps of the chats', () => {
  it('is the list, and what was written of rooms last', async () => {
    await kept({ den: stored() });
    expect(await page().chats()).toEqual([chat('den')]);
    expect(await page().load('den')).toEqual(stored());
    expect(await page().load('hall')).toBeNull();
  });

  it('is written once for all that changed within a second, and at once when the page goes out of sight', async () => {
    const store = page();
    let asked = 0;
    const snapshot = () => {
      asked += 1;
      return stored();
    };
    store.keepChats(() => [chat('den')]);
    for (let change = 0; change < 50; change++) store.keep('den', snapshot);
    await clock.pass(999);
    expect(asked).toBe(0);
    await clock.pass(100);
    await vi.waitFor(() => expect(asked).toBe(1));
    store.keep('den', snapshot);
    for (const notice of attention) notice('hidden');
    await vi.waitFor(() => expect(asked).toBe(2));
    expect(await page().load('den')).toEqual(stored());
  });

  it('holds thirty rooms, those that were used last', async () => {
    const store = page();
    const names = Array.from({ length: 40 }, (_, i) => `room-${i}`);
    store.keepChats(() => names.map((name) => chat(name)));
    for (const name of names) {
      await clock.pass(1_000);
      store.keep(name, () => stored());
      await store.flush();
    }
    const later = page();
    const found = await Promise.all(names.map((name) => later.load(name)));
    expect(names.filter((_, i) => found[i])).toEqual(names.slice(10));
  });

  it('leaves out what its retention has ended, though nobody was there to see it end', async () => {
    await kept({ den: stored() }, [chat('den', { retention_days: 30 })]);
    const [first, second, third] = run(1, 3) as [Message, Message, Message];
    const times = [first, second, third].map(({ created }) => Date.parse(created));
    await clock.pass((times[1] as number) - clock.now() + 30 * DAY);
    expect(await page().load('den')).toEqual({ ...stored([third]), has_older: false });
    await clock.pass(DAY);
    expect((await page().load('den'))?.messages).toEqual([]);
  });

  it('holds no chat that the list has not any more, and none that was removed', async () => {
    const store = await kept({ den: stored(), hall: stored(), cave: stored() });
    store.remove('hall');
    store.keepChats(() => [chat('cave'), chat('hall')]);
    await store.flush();
    store.keepChats(() => [chat('cave'), chat('hall'), chat('den')]);
    await store.flush();
    const later = page();
    expect([await later.load('den'), await later.load('hall')]).toEqual([null, null]);
    expect(await later.load('cave')).toEqual(stored());
  });

  it('is nobody else’s, and goes when somebody else comes', async () => {
    await kept({ den: stored() });
    const other = page('bob');
    expect([await other.chats(), await other.load('den')]).toEqual([null, null]);
    other.keepChats(() => [chat('den')]);
    await other.flush();
    expect([await page().chats(), await page().load('den')]).toEqual([null, null]);
    expect(await page('bob').chats()).toEqual([chat('den')]);
  });

  it('is gone once it is cleared, and nothing that was still to be written comes back', async () => {
    const store = await kept({ den: stored() });
    store.keep('den', () => stored());
    store.keepChats(() => [chat('den')]);
    await store.clear();
    await clock.pass(10_000);
    store.keepChats(() => [chat('den')]);
    await clock.pass(10_000);
    expect([await page().chats(), await page().load('den')]).toEqual([null, null]);
  });

  it.each(['refuses to be asked', 'refuses to open'])(
    'is nothing, and nothing fails, where the browser %s',
    async (how) => {
      const factory = {
        open: () => {
          const request = { error: new DOMException('refused', 'UnknownError'), onerror: () => {} };
          queueMicrotask(() => request.onerror());
          return request;
        },
      };
      Object.defineProperty(globalThis, 'indexedDB', {
        configurable: true,
        get: () => {
          if (how === 'refuses to be asked') throw new DOMException('site data is blocked', 'SecurityError');
          return factory;
        },
      });
      const store = await kept({ den: stored() });
      expect([await store.chats(), await store.load('den')]).toEqual([null, null]);
      store.remove('den');
      await store.clear();
      Object.defineProperty(globalThis, 'indexedDB', { configurable: true, writable: true, value: new IDBFactory() });
    },
  );
});

import { beforeEach, describe, expect, it } from 'vitest';
import { Chats } from '../../../src/state/chats/chats';
import type { SocketEvents } from '../../../src/sync/ports';
import type { Chat, Member, ServerFrame, SystemFrame } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';
import { message, run } from '../../sync/messages';
import { Dice } from '../../sync/random';
import { MemoryStore, NO_ROOMS } from '../../sync/reader';

const person = (username: string): Member => ({
  ...{ username, display_name: username.toUpperCase(), avatar_url: null, bot: false, status: 'online' },
});

/** What the server knows: the user's chats by name, with their titles, and the members of all of them. */
let titles: Map<string, string>;
let members: Member[];
/** What some are called, where it is not their username. */
let renamed: Record<string, Partial<Member>>;
let requests: string[];
/** The server answers no call. */
let silent: boolean;
let sent: string[];
let clock: VirtualClock;
let socket: SocketEvents;
let chats: Chats;

const chat = (name: string) =>
  ({
    ...{ name, kind: 'group', title: titles.get(name), admin: 'ada', last_seq: 3, read_seq: 3, unread: 0 },
    last_message: null,
  }) as unknown as Chat;

beforeEach(async () => {
  titles = new Map([
    ['den', 'The den'],
    ['hall', 'The hall'],
  ]);
  members = [person('ada'), person('bob')];
  renamed = {};
  requests = [];
  silent = false;
  sent = [];
  clock = new VirtualClock();
  const gone = () => Promise.reject(Object.assign(new Error('no such chat'), { status: 404 }));
  const api = {
    ticket: async () => 'ticket',
    chats: async () => {
      requests.push('chats');
      return [...titles.keys()].map(chat);
    },
    open: async (name: string) => {
      requests.push(name);
      if (silent) throw new Error('the network failed');
      const page = { members, members_cursor: null, messages: run(1, 3), has_older: false, rev: 0, readers: null };
      return titles.has(name) ? { chat: chat(name), ...page } : gone();
    },
    older: async () => ({ messages: [], has_older: false, has_newer: false, rev: 0 }),
    markUnread: async () => undefined,
    thread: async () => Promise.reject(new Error('no thread')),
    changes: async () => ({ messages: [], rev: 0, more: false, reset: false }),
    pins: async () => [],
    members: async () => ({ members: [], cursor: null }),
    ownSettings: gone,
    saveSettings: gone,
    profile: async (username: string) => ({ ...person(username), ...renamed[username], status: null, imported: false }),
  };
  const dial = (_: string, events: SocketEvents) => {
    socket = events;
    return { send: (text: string) => sent.push(text), close: () => {} };
  };
  const world = {
    attention: { visible: () => true, listen: () => () => {} },
    signals: { online: () => true, listen: () => () => {} },
  };
  const dice = new Dice(1);
  chats = new Chats(
    'ada',
    api,
    {
      ...world,
      clock,
      dial,
      store: new MemoryStore(),
      rooms: NO_ROOMS,
      remote: api,
      random: dice.next,
      uuid: () => dice.uuid(),
    },
    () => {},
  );
  chats.start();
  chats.enter('den');
  await clock.pass(0);
  socket.open();
  await clock.pass(0);
  requests = [];
});

let second = 0;

async function hear(frame: ServerFrame): Promise<void> {
  socket.frame(JSON.stringify(frame));
  await clock.pass(3_000);
}

const happen = (room: string, event: SystemFrame['event'], username: string) =>
  hear({
    type: 'system',
    room,
    event,
    username,
    created: new Date(Date.UTC(2026, 0, 2, 0, 0, second++)).toISOString(),
  });

const names = () => chats.list.value?.map(({ name }) => name);

describe('what happens to a group', () => {
  it('is shown under the name that people have, once however often it is told', async () => {
    const frame = {
      type: 'system',
      room: 'den',
      event: 'joined',
      username: 'cem',
      created: '2026-01-02T00:00:00.000Z',
    };
    await hear(frame as SystemFrame);
    await hear(frame as SystemFrame);
    expect(chats.room('den').systemEvents.value.map(({ event, name }) => `${name} ${event}`)).toEqual(['CEM joined']);
  });

  it('brings the members of the chat that is open up to date, with one call for many system events', async () => {
    members = [...members, person('cem'), person('dua')];
    socket.frame(JSON.stringify({ type: 'system', room: 'den', event: 'joined', username: 'cem', created: '1' }));
    await happen('den', 'joined', 'dua');
    expect(chats.room('den').members.value.map(({ username }) => username)).toEqual(['ada', 'bob', 'cem', 'dua']);
    expect(requests).toEqual(['den']);
  });

  it('brings them up to date once the server answers again', async () => {
    silent = true;
    members = [...members, person('cem')];
    await happen('den', 'joined', 'cem');
    await clock.pass(120_000);
    // Meanwhile it is not asked without a pause.
    expect(requests.length).toBeLessThan(20);
    silent = false;
    await clock.pass(35_000);
    expect(chats.room('den').members.value.map(({ username }) => username)).toEqual(['ada', 'bob', 'cem']);
  });

  it('is told with the username where the name is not theirs alone', async () => {
    renamed = { eve: { display_name: 'Bob' } };
    members = [...members, { ...person('eve'), ...renamed.eve }];
    await happen('den', 'joined', 'eve');
    await happen('den', 'removed', 'eve');
    expect(chats.room('den').systemEvents.value.map(({ event, name }) => `${name} ${event}`)).toEqual([
      'Bob (@eve) joined',
      'Bob (@eve) removed',
    ]);
  });

  it('renames it in the list, open or not', async () => {
    titles.set('hall', 'The attic').set('den', 'The cave');
    await happen('hall', 'renamed', 'bob');
    await happen('den', 'renamed', 'bob');
    expect(chats.list.value?.map(({ title }) => title)).toEqual(['The cave', 'The attic']);
    expect(chats.room('den').chat.value?.title).toBe('The cave');
  });
});

describe('a user', () => {
  it('who is added finds the group in the list', async () => {
    titles.set('loft', 'The loft');
    await happen('loft', 'added', 'ada');
    expect(names()).toContain('loft');
  });

  it('finds a private chat in the list with its first message', async () => {
    titles.set('two', 'Bob');
    await hear({ type: 'message_handler', room: 'two', message: message(1, { room: 'two' }) });
    expect(names()).toContain('two');
  });

  it.each(['removed', 'left'] as const)('who %s loses the group, and is told', async (event) => {
    titles.delete('den');
    await happen('den', event, 'ada');
    expect(names()).toEqual(['hall']);
    expect(chats.room('den').phase.value).toBe('gone');
    expect(chats.lostChat.value).toEqual({ room: 'den', title: 'The den', event, username: 'ada' });
  });

  it('is told of the end of a group that is not open, too', async () => {
    await happen('hall', 'deleted', 'bob');
    expect(names()).toEqual(['den']);
    expect(chats.lostChat.value).toMatchObject({ room: 'hall', event: 'deleted', username: 'bob' });
  });

  it('is told once, by the call that did it or by the frame', async () => {
    chats.lose('den', 'left', 'ada');
    chats.lostChat.value = null;
    await happen('den', 'left', 'ada');
    expect(chats.lostChat.value).toBeNull();
  });

  it('who comes back to the group where they wait for it sees it again', async () => {
    await happen('den', 'removed', 'ada');
    await happen('den', 'added', 'ada');
    expect(chats.room('den').phase.value).toBe('live');
    expect(names()).toContain('den');
  });
});

describe('reading', () => {
  const readFrames = () => sent.filter((text) => text.includes('"read"'));

  it('is told up to the last message of others, and clears what is unread', async () => {
    const own = { username: 'ada', display_name: 'Ada', avatar_url: null, bot: false };
    const bob = { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false };
    await hear({ type: 'message_handler', room: 'den', message: message(4, { author: bob }) });
    await hear({ type: 'message_handler', room: 'den', message: message(5, { author: own }) });
    await hear({ type: 'message_handler', room: 'den', message: message(6, { author: bob }) });
    expect(chats.list.value?.find(({ name }) => name === 'den')?.unread).toBe(1);
    chats.seen('den');
    expect(readFrames()).toEqual(['{"type":"read","room":"den","seq":6}']);
    expect(chats.list.value?.find(({ name }) => name === 'den')?.unread).toBe(0);
  });

  it('of others never goes back', async () => {
    await hear({ type: 'read_handler', room: 'den', username: 'bob', seq: 3 });
    await hear({ type: 'read_handler', room: 'den', username: 'bob', seq: 2 });
    expect(chats.room('den').readers.value).toEqual({ bob: 3 });
  });
});

it('a status that changed shows in the list and among the members', async () => {
  await hear({ type: 'online_status_handler', online_count: 2, changes: [{ username: 'bob', status: 'inactive' }] });
  expect(chats.room('den').members.value.map(({ status }) => status)).toEqual(['online', 'inactive']);
});

import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/state/account/preferences';
import { Alerts, type MessageNotification, unreadTotals } from '../../../src/state/notices/alerts';
import { titleOf } from '../../../src/state/notices/badge';
import { DEFAULT_LEVELS } from '../../../src/state/notices/levels';
import type { Chat, Message, NotifyLevels, Settings } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';
import { message as aMessage } from '../../sync/messages';

const UNCHOSEN = { unread_mentions: 0, notify: null, notify_until: null };
const chat = (kind: Chat['kind'], unread = 0, read_seq = 0, more: Partial<Chat> = {}) =>
  ({ ...UNCHOSEN, name: kind, kind, unread, read_seq, ...more }) as Chat;
const message = (room: string, seq: number, username = 'bob', more: Partial<Message> = {}) =>
  aMessage(seq, { room, author: { username, display_name: username, avatar_url: null, bot: false }, ...more });
const NAMING = { mentions: ['ann'] };

const choices = signal({ sound: true, notifications: true } as Choices);
let hidden = true;
let chimes = 0;
let notified: MessageNotification[] = [];
const notifier = {
  hidden: () => hidden,
  chime() {
    chimes += 1;
  },
  show: (note: MessageNotification) => void notified.push(note),
  withdraw: (room: string) => {
    notified = notified.filter((note) => note.room !== room);
  },
};
/** Another tab calls, or shows the message. */
let beaten: boolean;
let alerts: Alerts;
let clock: VirtualClock;
let levels: NotifyLevels;
let keywords: string[];
let quiet: Settings['quiet'];
let settingsFail: boolean;

const settings = {
  load: async () =>
    settingsFail ? Promise.reject(new Error('the network failed')) : ({ notify: levels, keywords, quiet } as Settings),
};

beforeEach(() => {
  clock = new VirtualClock();
  levels = DEFAULT_LEVELS;
  keywords = [];
  quiet = null;
  settingsFail = false;
  alerts = new Alerts('ann', choices, notifier, { wins: async () => !beaten }, settings, clock);
  beaten = false;
  choices.value = { ...choices.value, sound: true, notifications: true };
  hidden = true;
  chimes = 0;
  notified = [];
});

describe('who looks at the chat', () => {
  it('is asked when a message comes, however long the settings take', async () => {
    let known: (settings: Settings) => void = () => {};
    const slow = { load: () => new Promise<Settings>((resolve) => (known = resolve)) };
    const late = new Alerts('ann', choices, notifier, { wins: async () => !beaten }, slow, clock);
    beaten = true;
    const received = late.received(message('private', 1), chat('private'));
    beaten = false;
    known({ notify: levels } as Settings);
    await received;
    expect([chimes, notified]).toEqual([0, []]);
  });
});

describe('a deleted message', () => {
  it('takes its notification along, and no other', async () => {
    await alerts.received(message('private', 1), chat('private'));
    await alerts.deleted(message('private', 2));
    expect(notified.length).toBe(1);
    await alerts.deleted(message('private', 1));
    expect(notified).toEqual([]);
  });
});

describe('a message', () => {
  it('calls a user who looks elsewhere', async () => {
    await alerts.received(message('private', 1), chat('private'));
    expect([chimes, notified.map(({ room }) => room)]).toEqual([1, ['private']]);
  });

  it('calls once, however often its frame comes', async () => {
    for (const seq of [4, 4, 3, 5]) await alerts.received(message('group', seq), chat('group', 0, 3));
    expect(chimes).toBe(2);
  });

  it('only sounds while another chat is in front', async () => {
    hidden = false;
    await alerts.received(message('private', 1), chat('private'));
    expect([chimes, notified]).toEqual([1, []]);
  });

  it.each([
    ['the user wrote it', message('private', 1, 'ann'), 'private'],
    ['it is said in public', message('public', 1), 'public'],
  ] as const)('does not call where %s', async (_, received, kind) => {
    await alerts.received(received, chat(kind));
    expect([chimes, notified]).toEqual([0, []]);
  });

  it('does not call where another tab does, or shows it', async () => {
    beaten = true;
    await alerts.received(message('private', 1), chat('private'));
    expect([chimes, notified]).toEqual([0, []]);
  });

  it('calls as the user chose', async () => {
    choices.value = { ...choices.value, sound: false, notifications: false };
    await alerts.received(message('private', 1), chat('private'));
    expect([chimes, notified]).toEqual([0, []]);
  });
});

/** In the virtual clock's time. */
const BEFORE = '2025-12-31T23:00:00.000Z';
const AFTER = '2026-01-01T01:00:00.000Z';

describe('a message in a chat', () => {
  it.each([
    ['of the public, that names the user', chat('public'), NAMING, true],
    ['of the public, that names all', chat('public'), { mentions_all: true }, true],
    ['that is muted', chat('group', 0, 0, { notify: 'none' }), NAMING, false],
    ['that is muted until later', chat('group', 0, 0, { notify: 'none', notify_until: AFTER }), {}, false],
    ['that was muted until now', chat('group', 0, 0, { notify: 'none', notify_until: BEFORE }), {}, true],
    ['of which only mentions count, that names nobody', chat('group', 0, 0, { notify: 'mentions' }), {}, false],
    ['of which only mentions count, that names the user', chat('group', 0, 0, { notify: 'mentions' }), NAMING, true],
    ['of the public, of which all counts', chat('public', 0, 0, { notify: 'all' }), {}, true],
  ] as const)('%s calls accordingly', async (_, room, naming, calls) => {
    await alerts.received(message(room.name, 1, 'bob', naming as Partial<Message>), room);
    expect(chimes).toBe(calls ? 1 : 0);
  });

  it('calls as the user chose for all of its kind, and as everybody’s where that is not known', async () => {
    levels = { ...DEFAULT_LEVELS, group: 'none' };
    await alerts.received(message('group', 1), chat('group'));
    expect(chimes).toBe(0);
    settingsFail = true;
    await alerts.received(message('group', 2), chat('group'));
    expect(chimes).toBe(1);
  });
});

describe('a keyword of the user', () => {
  it.each([
    ['calls as a mention does', chat('public'), 'who has a Sledge?', true],
    ['calls by nothing but itself', chat('public'), 'who sledges?', false],
    ['calls not where the chat is muted', chat('group', 0, 0, { notify: 'none' }), 'a sledge', false],
  ] as const)('%s', async (_, room, body, called) => {
    keywords = ['sledge'];
    await alerts.received(message(room.name, 1, 'bob', { body }), room);
    expect([chimes, notified.length]).toEqual(called ? [1, 1] : [0, 0]);
  });

  it('is in no file', async () => {
    keywords = ['sledge'];
    await alerts.received(message('public', 1, 'bob', { body: null }), chat('public'));
    expect(chimes).toBe(0);
  });
});

describe('in the user’s quiet hours', () => {
  const CHATS = [chat('private'), chat('group', 0, 0, { notify: 'all' }), undefined];

  it.each(CHATS)('nothing sounds or shows', async (room) => {
    quiet = { from: '22:00', to: '07:00', zone: 'UTC' };
    await alerts.received(message('private', 1, 'bob', NAMING), room);
    expect([chimes, notified]).toEqual([0, []]);
  });

  it.each(CHATS)('which are over, it does again', async (room) => {
    quiet = { from: '13:00', to: '23:00', zone: 'UTC' };
    await alerts.received(message('private', 1, 'bob', NAMING), room);
    expect([chimes, notified.length]).toEqual([1, 1]);
  });
});

describe('the tab', () => {
  const NOW = new Date(BEFORE);
  const totals = (list: Chat[], of: NotifyLevels = DEFAULT_LEVELS) => unreadTotals(list, of, NOW);

  it('counts what is said to the user, and marks what is said in public', () => {
    expect(totals([chat('public', 7), chat('private', 2), chat('group', 3)])).toEqual({ count: 5, more: true });
    expect(totals([chat('public'), chat('private')])).toEqual({ count: 0, more: false });
  });

  it('counts the mentions alone where only they count, and nothing of what is muted', () => {
    const named = { unread_mentions: 2 };
    expect(totals([chat('public', 7, 0, named)])).toEqual({ count: 2, more: true });
    expect(totals([chat('group', 7, 0, { ...named, notify: 'mentions' })])).toEqual({ count: 2, more: true });
    expect(totals([chat('group', 7, 0, { ...named, notify: 'none' })])).toEqual({ count: 0, more: false });
    expect(totals([chat('group', 7, 0, named)], { ...DEFAULT_LEVELS, group: 'none' }).count).toBe(0);
  });

  it('is called after the page, with the count before it', () => {
    expect(titleOf('Ada', 'Snow', 0, false)).toBe('Ada · Snow');
    expect(titleOf('Ada', 'Snow', 3, true)).toBe('(3) Ada · Snow');
    expect(titleOf('', 'Snow', 0, true)).toBe('• Snow');
  });
});

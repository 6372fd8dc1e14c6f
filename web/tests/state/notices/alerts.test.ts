import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/state/account/preferences';
import { Alerts, type MessageNotification, unreadTotals } from '../../../src/state/notices/alerts';
import { titleOf } from '../../../src/state/notices/badge';
import type { Chat, Message } from '../../../src/wire/index';

const chat = (kind: Chat['kind'], unread = 0, read_seq = 0) => ({ name: kind, kind, unread, read_seq }) as Chat;
const message = (room: string, seq: number, username = 'bob') => ({ room, seq, author: { username } }) as Message;

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
};
/** Another tab calls, or shows the message. */
let beaten: boolean;
let alerts: Alerts;

beforeEach(() => {
  alerts = new Alerts('ann', choices, notifier, { wins: async () => !beaten });
  beaten = false;
  choices.value = { ...choices.value, sound: true, notifications: true };
  hidden = true;
  chimes = 0;
  notified = [];
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

describe('the tab', () => {
  it('counts what is said to the user, and marks what is said in public', () => {
    expect(unreadTotals([chat('public', 7), chat('private', 2), chat('group', 3)])).toEqual({ count: 5, more: true });
    expect(unreadTotals([chat('public'), chat('private')])).toEqual({ count: 0, more: false });
  });

  it('is called after the page, with the count before it', () => {
    expect(titleOf('Ada', 'Snow', 0, false)).toBe('Ada · Snow');
    expect(titleOf('Ada', 'Snow', 3, true)).toBe('(3) Ada · Snow');
    expect(titleOf('', 'Snow', 0, true)).toBe('• Snow');
  });
});

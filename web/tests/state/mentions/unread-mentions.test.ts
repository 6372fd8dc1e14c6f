import { describe, expect, it } from 'vitest';
import {
  type ChatList,
  merged,
  withIndicators,
  withMessage,
  withRead,
  withStates,
} from '../../../src/state/chats/chat-list';
import type { Chat, Message } from '../../../src/wire/index';
import { message } from '../../sync/messages';

const chat = (more: Partial<Chat> = {}) =>
  ({
    ...{ name: 'hall', kind: 'group', last_seq: 3, last_rev: 0, read_seq: 3, unread: 0, unread_mentions: 0 },
    ...{ last_message: message(3, { room: 'hall' }), other: null },
    ...more,
  }) as Chat;

const said = (seq: number, more: Partial<Message> = {}) =>
  message(seq, {
    room: 'hall',
    author: { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false },
    ...more,
  });
const naming = (seq: number, more: Partial<Message> = {}) => said(seq, { mentions: ['ada'], ...more });
const deleted = (seq: number, rev: number) => said(seq, { rev, deleted: 'now', body: null });
const heard = (list: ChatList, ...messages: Message[]) =>
  messages.reduce((changed, each) => withMessage(withStates(changed, [each], 'ada'), each, 'ada'), list);
const changed = (list: ChatList, ...states: Message[]) => withStates(list, states, 'ada');
const mentions = (list: ChatList) => list[0]?.unread_mentions;
const indicators = (unread: number, unread_mentions: number, last_seq: number, last_rev = 0) => ({
  ...{ type: 'chat_indicators' as const, chat_counts: {}, unread: { hall: unread } },
  ...{ unread_mentions: { hall: unread_mentions }, last_seqs: { hall: last_seq }, last_revs: { hall: last_rev } },
});

const READ = [chat()];
/** The server has counted two of three. */
const COUNTED = [chat({ last_seq: 6, unread: 3, unread_mentions: 2, last_message: naming(6) })];

describe('a message', () => {
  const quoted = (username: string) => ({
    ...{ seq: 1, author: { username, display_name: username, avatar_url: null, bot: false } },
    ...{ body: 'hi', filename: null, deleted: null },
  });

  it.each([
    ['names the user', { mentions: ['bob', 'ada'] }, 1],
    ['names everybody', { mentions_all: true }, 1],
    ['answers the user', { quoted: quoted('ada') }, 1],
    ['names and answers the user', { mentions: ['ada'], quoted: quoted('ada') }, 1],
    ['names somebody else', { mentions: ['bob'] }, 0],
    ['answers somebody else', { quoted: quoted('cem') }, 0],
  ] as const)('that %s counts accordingly', (_, what, count) => {
    expect(mentions(heard(READ, said(4, { ...what, mentions: [...('mentions' in what ? what.mentions : [])] })))).toBe(
      count,
    );
  });

  it('of the user mentions them in vain', () => {
    const own = { username: 'ada', display_name: 'Ada', avatar_url: null, bot: false };
    expect(mentions(heard(READ, said(4, { author: own, mentions: ['ada'], quoted: quoted('ada') })))).toBe(0);
  });

  it('counts once, however often and late it comes', () => {
    expect(mentions(heard(READ, naming(5), naming(4), naming(5), naming(4)))).toBe(2);
  });

  it('that is read counts no more', () => {
    const list = heard(READ, naming(4), naming(5));
    expect(mentions(withRead(list, 'hall', 4))).toBe(1);
    expect(mentions(withRead(list, 'hall', 5))).toBe(0);
    const read = withRead(COUNTED, 'hall', 6);
    expect(mentions(read)).toBe(0);
    expect(mentions(heard(read, said(7)))).toBe(0);
  });
});

describe('an edit', () => {
  it('adds a mention, or takes it, each once', () => {
    const list = heard(READ, said(4), naming(5));
    const added = changed(list, naming(4, { rev: 1 }), naming(4, { rev: 1 }));
    expect(mentions(added)).toBe(2);
    expect(mentions(changed(added, said(4, { rev: 2 }), naming(4, { rev: 1 })))).toBe(1);
    expect(mentions(changed(list, naming(5, { rev: 1, body: 'another' })))).toBe(1);
  });
});

describe('a deletion', () => {
  it('takes the mention along, whether it was heard of or counted by the server', () => {
    expect(mentions(changed(heard(READ, naming(4), naming(5)), deleted(4, 1)))).toBe(1);
    expect(mentions(changed(COUNTED, deleted(6, 1)))).toBe(1);
  });

  it('that came before its message leaves nothing to count', () => {
    expect(mentions(heard(changed(READ, deleted(4, 1)), naming(4)))).toBe(0);
  });

  it('of what is not known leaves the count to the server', () => {
    const list = changed(COUNTED, deleted(5, 1));
    expect(mentions(list)).toBe(2);
    expect(mentions(withIndicators(list, indicators(2, 1, 6, 1)))).toBe(1);
  });
});

describe('the server’s count', () => {
  it('holds, with what was heard beyond it', () => {
    const list = heard(READ, naming(4), naming(5), said(6));
    expect(mentions(withIndicators(list, indicators(1, 1, 4)))).toBe(2);
    expect(mentions(withIndicators(list, indicators(3, 3, 6)))).toBe(3);
    expect(mentions(merged([chat({ last_seq: 4, unread: 1, unread_mentions: 1 })], list))).toBe(2);
  });

  it('is not counted again by a change that it knew', () => {
    const list = changed(heard(READ, naming(4)), deleted(4, 1));
    expect(mentions(withIndicators(list, indicators(0, 0, 4, 1)))).toBe(0);
    const edited = withIndicators(heard(READ, said(4)), indicators(1, 1, 4, 2));
    expect(mentions(changed(edited, naming(4, { rev: 2 })))).toBe(1);
  });

  it('that does not name the chat is none there, and one that tells nothing of it changes nothing', () => {
    const none = { ...indicators(3, 0, 6), unread_mentions: {} };
    expect(mentions(withIndicators(COUNTED, none))).toBe(0);
    expect(mentions(withIndicators(COUNTED, { ...none, unread: {}, last_seqs: {}, last_revs: {} }))).toBe(2);
  });

  it('of before is not taken for a later one', () => {
    const list = withIndicators(READ, indicators(3, 2, 6));
    expect(mentions(withIndicators(list, indicators(1, 0, 4)))).toBe(2);
  });
});

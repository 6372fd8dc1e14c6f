import { describe, expect, it } from 'vitest';
import {
  type ChatList,
  merged,
  withChat,
  withIndicators,
  withMessage,
  without,
  withRead,
  withStates as withStatesOf,
  withStatuses,
  withUnreadFrom,
} from '../../../src/state/chats/chat-list';
import type { Chat, Member, Message } from '../../../src/wire/index';
import { message } from '../../sync/messages';

const chat = (name: string, more: Partial<Chat> = {}): Chat => ({
  ...{
    name,
    kind: 'group',
    title: name,
    admin: null,
    open: false,
    retention_days: null,
    member_count: 2,
    online_count: 0,
  },
  ...{ last_seq: 3, last_rev: 0, read_seq: 3, unread: 0, last_message: message(3, { room: name }), other: null },
  ...{ unread_mentions: 0, unread_from: null, notify: null, notify_until: null, call: null },
  ...more,
});
const LIST = [chat('hall'), chat('den')];
const messageIn = (room: string, seq: number, username = 'bob') =>
  message(seq, { room, author: { username, display_name: username, avatar_url: null, bot: false } });

const withStates = (list: ChatList, messages: Message[]) => withStatesOf(list, messages, 'ada');

const names = (list: ChatList) => list.map(({ name }) => name);
const unread = (list: ChatList) => Object.fromEntries(list.map((each) => [each.name, each.unread]));

describe('a message', () => {
  it('brings its chat to the top, unread', () => {
    const list = withMessage(LIST, messageIn('den', 4), 'ada');
    expect(names(list)).toEqual(['den', 'hall']);
    expect(unread(list)).toEqual({ den: 1, hall: 0 });
    expect(list[0]?.last_message?.seq).toBe(4);
  });

  it('of the user is read, and so is all before it', () => {
    const list = withMessage(withMessage(LIST, messageIn('den', 4), 'ada'), messageIn('den', 5, 'ada'), 'ada');
    expect(unread(list)).toEqual({ den: 0, hall: 0 });
  });

  it('counts once, and moves nothing, when it comes late or twice', () => {
    const list = withMessage(withMessage(LIST, messageIn('den', 5), 'ada'), messageIn('hall', 4), 'ada');
    const again = withMessage(withMessage(list, messageIn('den', 4), 'ada'), messageIn('den', 5), 'ada');
    expect(names(again)).toEqual(['hall', 'den']);
    expect(unread(again)).toEqual({ hall: 1, den: 2 });
    expect(again[1]?.last_message?.seq).toBe(5);
  });

  it('of a chat that is not listed changes nothing', () => {
    expect(withMessage(LIST, messageIn('attic', 1), 'ada')).toBe(LIST);
  });
});

describe('reading', () => {
  it('lowers what is unread, and never goes back', () => {
    const list = withMessage(withMessage(LIST, messageIn('den', 4), 'ada'), messageIn('den', 5), 'ada');
    expect(unread(withRead(list, 'den', 4)).den).toBe(1);
    expect(unread(withRead(withRead(list, 'den', 5), 'den', 4)).den).toBe(0);
  });

  it('is cut at the end of the chat', () => {
    expect(withRead(LIST, 'den', 9)[1]?.read_seq).toBe(3);
  });
});

describe('a change', () => {
  const deleted = (seq: number, rev: number) => message(seq, { room: 'den', rev, deleted: 'noon', body: null });
  const unreadDen = (list: ChatList) => unread(list).den;
  const three = [4, 5, 6].reduce((list, seq) => withMessage(list, messageIn('den', seq), 'ada'), LIST as ChatList);

  it('shows in the preview, moves no chat and makes nothing unread', () => {
    const list = withStates(LIST, [message(3, { room: 'den', rev: 2, body: 'edited' })]);
    expect([names(list), unread(list)]).toEqual([names(LIST), { hall: 0, den: 0 }]);
    expect(list[1]?.last_message?.body).toBe('edited');
  });

  it('that is older than what is known, or of an older message, changes no preview', () => {
    const list = withStates(LIST, [message(3, { room: 'den', rev: 2, body: 'edited' })]);
    expect(withStates(list, [message(3, { room: 'den', rev: 1 }), message(2, { room: 'den', rev: 3 })])).toBe(list);
  });

  it('that came before its message shows once that is here', () => {
    const early = withStates(LIST, [message(4, { room: 'den', rev: 1, body: 'edited' })]);
    expect([names(early)[0], unreadDen(early)]).toEqual(['hall', 0]);
    const list = withMessage(early, messageIn('den', 4), 'ada');
    expect([names(list)[0], list[0]?.last_message?.body, unreadDen(list)]).toEqual(['den', 'edited', 1]);
  });

  it('that deletes an unread message lowers the count, once', () => {
    const list = withStates(withStates(three, [deleted(5, 1)]), [deleted(5, 1), deleted(5, 1)]);
    expect(unreadDen(list)).toBe(2);
    expect(unreadDen(withRead(list, 'den', 4))).toBe(1);
    expect(unreadDen(withRead(list, 'den', 6))).toBe(0);
  });

  it('that deletes what was read lowers nothing', () => {
    expect(unreadDen(withStates(withRead(three, 'den', 5), [deleted(5, 1)]))).toBe(1);
  });

  it('that deletes a message before it is here never makes it unread', () => {
    const list = withMessage(withStates(three, [deleted(7, 1)]), messageIn('den', 7), 'ada');
    expect(unreadDen(list)).toBe(3);
    expect(list[0]?.last_message?.deleted).toBe('noon');
  });

  it('that the server has counted is not counted again', () => {
    const den = { last_seq: 6, unread: 2, last_message: messageIn('den', 6) };
    const list = merged([chat('den', { ...den, last_rev: 4 })], LIST);
    expect(unreadDen(withStates(list, [deleted(5, 4)]))).toBe(2);
    expect(unreadDen(withStates(list, [deleted(6, 5)]))).toBe(1);
  });

  it('that the server had not counted yet stays counted', () => {
    const heard = withStates(three, [deleted(5, 5)]);
    const den = { last_seq: 6, unread: 3, last_message: messageIn('den', 6) };
    expect(unreadDen(merged([chat('den', { ...den, last_rev: 4 })], heard))).toBe(2);
    expect(unreadDen(merged([chat('den', { ...den, last_rev: 5, unread: 2 })], heard))).toBe(2);
  });
});

describe('what the server tells of all chats', () => {
  it('tells of deletions that were missed', () => {
    const list = [4, 5].reduce((before, seq) => withMessage(before, messageIn('den', seq), 'ada'), LIST as ChatList);
    const news = {
      type: 'chat_indicators',
      chat_counts: {},
      last_seqs: { den: 5 },
      last_revs: { den: 1 },
      unread_mentions: {},
    } as const;
    const told = withIndicators(list, { ...news, unread: { den: 1 } });
    expect(unread(told).den).toBe(1);
    expect(unread(withMessage(told, messageIn('den', 6), 'ada')).den).toBe(2);
  });

  it('brings one with news to the top and counts what is unread', () => {
    const list = withIndicators(LIST, {
      type: 'chat_indicators',
      chat_counts: { den: 7 },
      unread: { den: 2, hall: 0 },
      last_seqs: { den: 5, hall: 3 },
      last_revs: {},
      unread_mentions: {},
    });
    expect(names(list)).toEqual(['den', 'hall']);
    expect(list[0]).toMatchObject({ unread: 2, last_seq: 5, online_count: 7 });
  });

  it('tells of reading on another device', () => {
    const list = withMessage(LIST, messageIn('den', 4), 'ada');
    const news = {
      type: 'chat_indicators',
      chat_counts: {},
      unread: { den: 0 },
      last_seqs: { den: 4 },
      last_revs: {},
      unread_mentions: {},
    } as const;
    expect(unread(withIndicators(list, news)).den).toBe(0);
  });

  it('does not bring back as unread what has been read here since', () => {
    const list = withRead(withMessage(LIST, messageIn('den', 4), 'ada'), 'den', 4);
    const news = {
      type: 'chat_indicators',
      chat_counts: {},
      unread: { den: 1 },
      last_seqs: { den: 4 },
      last_revs: {},
      unread_mentions: {},
    } as const;
    expect(unread(withIndicators(list, news)).den).toBe(0);
  });

  it('changes the status of the other in private chats only', () => {
    const bob: Member = { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false, status: 'offline' };
    const list = withStatuses(
      [chat('two', { kind: 'private', other: bob }), ...LIST],
      [{ username: 'bob', status: 'online' }],
    );
    expect(list.map(({ other }) => other?.status)).toEqual(['online', undefined, undefined]);
  });
});

describe('the list from the server', () => {
  it('is taken in its order where nothing was heard meanwhile', () => {
    expect(names(merged([chat('den'), chat('hall')], LIST))).toEqual(['den', 'hall']);
  });

  it('keeps what was said and read while it was on its way', () => {
    const current = withRead(withMessage(LIST, messageIn('den', 4), 'ada'), 'den', 4);
    const list = merged([chat('hall', { last_seq: 4, unread: 1 }), chat('den'), chat('attic')], current);
    expect(names(list)).toEqual(['den', 'hall', 'attic']);
    expect(unread(list)).toEqual({ den: 0, hall: 1, attic: 0 });
    expect(list[0]?.last_message?.seq).toBe(4);
  });

  it('drops the chats that the user is in no longer', () => {
    expect(names(merged([chat('hall')], LIST))).toEqual(['hall']);
  });
});

it('a chat that was made or joined comes first, one that was changed stays where it is', () => {
  const list = withChat(LIST, chat('attic'));
  expect(names(list)).toEqual(['attic', 'hall', 'den']);
  expect(withChat(list, chat('den', { title: 'Cave' }))[2]?.title).toBe('Cave');
  expect(names(without(list, 'hall'))).toEqual(['attic', 'den']);
});

describe('a chat that was marked unread', () => {
  const marked = withUnreadFrom([chat('den', { last_seq: 9, read_seq: 9 })], 'den', 7, 2);

  it('counts from there, also what is said since', () => {
    expect(unread(marked)).toEqual({ den: 2 });
    expect(unread(withMessage(marked, messageIn('den', 10), 'ada'))).toEqual({ den: 3 });
  });

  it('is read again by the next look, though that sees nothing new', () => {
    const [read] = withRead(marked, 'den', 9);
    expect([read?.unread, read?.unread_from]).toEqual([0, null]);
  });

  it('is read again by whoever says something', () => {
    const [said] = withMessage(marked, messageIn('den', 10, 'ada'), 'ada');
    expect([said?.unread, said?.unread_from]).toEqual([0, null]);
  });

  it('stays so where the list comes anew', () => {
    const listed = [chat('den', { last_seq: 9, read_seq: 9, unread: 2, unread_from: 7 })];
    expect(unread(merged(listed, marked))).toEqual({ den: 2 });
  });
});

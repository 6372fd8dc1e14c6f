import { describe, expect, it } from 'vitest';
import {
  type ChatList,
  merged,
  withChat,
  withIndicators,
  withMessage,
  without,
  withRead,
  withStatuses,
} from '../../../src/state/chats/chat-list';
import type { Chat, Member } from '../../../src/wire/index';
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
  ...{ last_seq: 3, read_seq: 3, unread: 0, last_message: message(3, { room: name }), other: null },
  ...more,
});
const LIST = [chat('hall'), chat('den')];
const messageIn = (room: string, seq: number, username = 'bob') =>
  message(seq, { room, author: { username, display_name: username, avatar_url: null } });

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

describe('what the server tells of all chats', () => {
  it('brings one with news to the top and counts what is unread', () => {
    const list = withIndicators(LIST, {
      type: 'chat_indicators',
      chat_counts: { den: 7 },
      unread: { den: 2, hall: 0 },
      last_seqs: { den: 5, hall: 3 },
    });
    expect(names(list)).toEqual(['den', 'hall']);
    expect(list[0]).toMatchObject({ unread: 2, last_seq: 5, online_count: 7 });
  });

  it('tells of reading on another device', () => {
    const list = withMessage(LIST, messageIn('den', 4), 'ada');
    const news = { type: 'chat_indicators', chat_counts: {}, unread: { den: 0 }, last_seqs: { den: 4 } } as const;
    expect(unread(withIndicators(list, news)).den).toBe(0);
  });

  it('does not bring back as unread what has been read here since', () => {
    const list = withRead(withMessage(LIST, messageIn('den', 4), 'ada'), 'den', 4);
    const news = { type: 'chat_indicators', chat_counts: {}, unread: { den: 1 }, last_seqs: { den: 4 } } as const;
    expect(unread(withIndicators(list, news)).den).toBe(0);
  });

  it('changes the status of the other in private chats only', () => {
    const bob: Member = { username: 'bob', display_name: 'Bob', avatar_url: null, status: 'offline' };
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

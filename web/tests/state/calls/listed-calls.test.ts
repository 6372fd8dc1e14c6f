import { beforeEach, describe, expect, it } from 'vitest';
import { ListedCalls } from '../../../src/state/calls/listed-calls';
import type { ChatList } from '../../../src/state/chats/chat-list';
import type { Chat, ChatCall } from '../../../src/wire/index';
import { message } from '../../sync/messages';
import { participant, ring, state } from './frames';

const SUMMARY = { video: false, outcome: 'answered' as const, seconds: 9, participants: ['bob'], missed: [] };

const chat = (name: string, more: Partial<Chat> = {}) => ({ name, last_seq: 3, call: null, ...more }) as Chat;
const listed = (more: Partial<ChatCall> = {}): ChatCall => ({
  ...{ call: 'call 1', state: 'live', video: false, started_by: 'bob', version: 2 },
  ...more,
});
const callIn = (list: ChatList, room = 'den') => list.find(({ name }) => name === room)?.call ?? null;

let calls: ListedCalls;
let list: ChatList;

beforeEach(() => {
  calls = new ListedCalls();
  list = [chat('attic'), chat('den')];
});

describe('a call in the list of chats', () => {
  it('leads into the chat that it rings in, and into no other', () => {
    list = calls.with(list, ring({ video: true }));
    expect(callIn(list)).toMatchObject({ call: 'call 1', state: 'ringing', video: true, started_by: 'bob' });
    expect(callIn(list, 'attic')).toBeNull();
  });

  it('is as the newest state says, whatever comes late', () => {
    list = calls.with(list, state({ version: 3, participants: [participant('bob', true)] }));
    list = calls.with(list, ring());
    list = calls.with(list, state({ version: 2, state: 'ringing' }));
    expect(callIn(list)).toMatchObject({ state: 'live', version: 3, video: true });
  });

  it('is gone when it is over, and stays so', () => {
    list = calls.with(list, state());
    list = calls.with(list, state({ state: 'over', version: 3, reason: 'ended' }));
    list = calls.with(list, state({ version: 2 }));
    expect(callIn(list)).toBeNull();
  });

  it('stays when an older one of the chat is told to be over', () => {
    list = calls.with(list, state({ call: 'call 2' }));
    list = calls.with(list, state({ call: 'call 1', state: 'over', version: 9, reason: 'missed' }));
    expect(callIn(list)?.call).toBe('call 2');
  });

  it('is gone once the log says what became of it, where nobody tells otherwise', () => {
    list = [chat('den', { call: listed() })];
    expect(calls.withoutOver(list)).toBe(list);
    const told = { ...message(4), call: SUMMARY };
    list = calls.withoutOver([chat('den', { call: listed(), last_seq: 4, last_message: told })]);
    expect(callIn(list)).toBeNull();
    expect(callIn(calls.withoutOver([chat('den', { call: listed(), last_seq: 5 })]))).toBeNull();
  });

  it('goes on where the log tells of one before it', () => {
    list = [chat('den', { call: listed(), last_message: { ...message(3), call: SUMMARY } })];
    expect(callIn(calls.withoutOver(list))?.call).toBe('call 1');
  });
});

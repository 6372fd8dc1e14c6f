import { describe, expect, it } from 'vitest';
import { rightsOver } from '../../../src/state/chats/message-rights';
import type { Chat } from '../../../src/wire/index';
import { message } from '../../sync/messages';

const chat = (kind: Chat['kind'], admin: string | null = null) => ({ kind, admin }) as Chat;
const FILE = {
  filename: 'a.pdf',
  resource_type: 'raw',
  format: null,
  bytes: 9,
  width: null,
  height: null,
  duration: null,
};
const CALL = { video: false, outcome: 'answered' as const, seconds: 9, participants: ['ada', 'bob'], missed: [] };
const granted = (rights: object) => Object.entries(rights).flatMap(([name, has]) => (has ? [name] : []));

describe('what may be done with a message', () => {
  it.each([
    ['an own text', message(1), chat('group', 'bob'), 'ada', ['react', 'edit', 'remove']],
    ['an own file', message(1, { body: null, file: FILE }), chat('group', 'bob'), 'ada', ['react', 'remove']],
    [
      'a call that one has started',
      message(1, { body: null, call: CALL }),
      chat('group', 'ada'),
      'ada',
      ['react', 'pin'],
    ],
    ["somebody else's text", message(1), chat('group', 'ada'), 'bob', ['react']],
    ["somebody else's text, for the admin", message(1), chat('group', 'bob'), 'bob', ['react', 'pin', 'remove']],
    ["the other's text in a private chat", message(1), chat('private'), 'bob', ['react', 'pin']],
    ["somebody else's text in the public chat", message(1), chat('public'), 'bob', ['react']],
    ['a deleted message', message(1, { deleted: '2026-01-01' }), chat('private'), 'ada', []],
  ])('%s', (_, of, where, me, rights) => {
    expect(granted(rightsOver(of, where, me))).toEqual(rights);
  });

  it.each([
    ['public', ['react', 'pin', 'remove']],
    ['group', ['react', 'pin', 'remove']],
    ['private', ['react', 'pin']],
  ] as const)("somebody else's text, for a moderator, in a chat of kind %s", (kind, rights) => {
    expect(granted(rightsOver(message(1), chat(kind, 'eve'), 'bob', 'moderator'))).toEqual(rights);
  });
});

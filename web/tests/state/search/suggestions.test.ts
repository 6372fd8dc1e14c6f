import { describe, expect, it } from 'vitest';
import { operatorBegun } from '../../../src/state/search/search-query';
import { peopleIn, suggestionsFor } from '../../../src/state/search/suggestions';
import type { Author, Chat } from '../../../src/wire/index';
import { message } from '../../sync/messages';

const person = (username: string, display_name = username): Author => ({
  username,
  display_name,
  avatar_url: null,
  bot: false,
});
const me = person('ada', 'Ada');
const bora = person('bora', 'Bora Kılıç');
const group = { kind: 'group', name: 'room-1', title: 'Monkey hats', other: null };
const pair = { kind: 'private', name: 'room-2', title: 'room-2', other: { ...bora, status: 'online' } };
const chats = [group, pair].map((chat) => ({ ...chat, last_message: message(1) })) as unknown as Chat[];

/** What is offered for what is typed, by the value that would be put in. */
const offered = (typed: string) => {
  const begun = operatorBegun(typed);
  const known = { people: [me, bora], chats, namesakes: new Set<string>(), now: new Date('2026-11-28T23:30:00Z') };
  return begun && suggestionsFor(begun, known).map(({ value }) => value);
};

describe('what completes an operator', () => {
  it.each([
    ['from:', ['ada', 'bora']],
    ['from:kılıç', ['bora']],
    ['from:kilic', ['bora']],
    ['from:bora', []],
    ['in:mon', ['room-1']],
    ['in:bora', ['room-2']],
    ['has:', ['file', 'link', 'image']],
    ['has:Li', ['link']],
    ['after:', ['2026-11-28', '2026-11-27', '2026-11-21', '2026-10-29', '2025-11-28']],
    ['before:2025', ['2025-11-28']],
  ])('%s: %j', (typed, values) => {
    expect(offered(typed)).toEqual(values);
  });

  it('knows those whom the user talks to, and the user', () => {
    const names = peopleIn(chats, person('chloe')).map(({ username }) => username);
    expect(names).toEqual(['ada', 'bora', 'chloe']);
  });
});

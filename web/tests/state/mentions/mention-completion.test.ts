import { describe, expect, it } from 'vitest';
import { completeMention, mayMentionAll, speakersOf } from '../../../src/state/mentions/mention-completion';
import type { Author, Chat } from '../../../src/wire/index';
import { message } from '../../sync/messages';

const person = (username: string, display_name = username): Author => ({
  username,
  display_name,
  avatar_url: null,
  bot: false,
});
const names = (people: readonly Author[]) => people.map(({ username }) => username);

const PEOPLE = [
  person('winter', 'Ada Lovelace'),
  person('adam'),
  person('ada'),
  person('ada_b', 'Bo'),
  person('mc_ada', 'Mac'),
  person('cem', 'Çiğdem'),
];

describe('a name behind @', () => {
  it('is completed by who is called so, then by whose name begins so, then by another word of it', () => {
    const people = [...PEOPLE, person('zoe', 'Zoe Ada')];
    expect(names(completeMention('ada', people, []))).toEqual(['ada', 'winter', 'adam', 'ada_b', 'mc_ada', 'zoe']);
    expect(names(completeMention('love', PEOPLE, []))).toEqual(['winter']);
    expect(names(completeMention('da', PEOPLE, []))).toEqual([]);
  });

  it.each(['ÄDÄ', 'àda', 'Ada'])('fits without case and accents, typed as %s', (typed) => {
    expect(names(completeMention(typed, PEOPLE, []))[0]).toBe('ada');
  });

  it('finds a name with accents by plain letters', () => {
    expect(names(completeMention('cigd', PEOPLE, []))).toEqual(['cem']);
  });

  it('puts who spoke here last before others that fit as well, but never before a better fit', () => {
    const spoke = [person('ada_b'), person('adam')];
    expect(names(completeMention('ada', PEOPLE, spoke)).slice(0, 4)).toEqual(['ada', 'ada_b', 'adam', 'winter']);
    expect(names(completeMention('', PEOPLE, spoke)).slice(0, 2)).toEqual(['ada_b', 'adam']);
  });

  it('is left alone once it is a username in full, unless others fit as well', () => {
    expect(names(completeMention('Winter', PEOPLE, []))).toEqual([]);
    expect(names(completeMention('bo', PEOPLE, []))).toEqual(['ada_b']);
    expect(names(completeMention('adam', [...PEOPLE, person('adamant')], []))).toEqual(['adam', 'adamant']);
  });

  it('offers nobody twice, nobody whose account is gone, and not more than fit beside a text', () => {
    const crowd = Array.from({ length: 30 }, (_, n) => person(`ada${n}`));
    const found = names(completeMention('a', [...crowd, ...crowd, person('deleted-user', 'Ada')], []));
    expect(found).toHaveLength(8);
    expect(new Set(found).size).toBe(8);
    expect(found).not.toContain('deleted-user');
  });
});

describe('who spoke lately', () => {
  it('is each once, the latest first, as they are called now', () => {
    const said = ['bob', 'ada', 'bob', 'cem'].map((name, n) =>
      message(n + 1, { author: person(name, `${name} ${n}`) }),
    );
    expect(speakersOf(said).map(({ display_name }) => display_name)).toEqual(['cem 3', 'bob 2', 'ada 1']);
  });
});

describe('everybody', () => {
  it.each([
    ['by either of a private chat', { kind: 'private', member_count: 2 }, true],
    ['by a member of a small group', { kind: 'group', admin: 'bob', member_count: 20 }, true],
    ['by the admin of a large group', { kind: 'group', admin: 'ada', member_count: 21 }, true],
    ['not by a member of a large group', { kind: 'group', admin: 'bob', member_count: 21 }, false],
    ['not in the public chat', { kind: 'public', admin: null, member_count: 3 }, false],
  ] as const)('can be mentioned %s', (_, chat, may) => {
    expect(mayMentionAll(chat as Chat, 'ada')).toBe(may);
  });
});

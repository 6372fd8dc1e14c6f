import { describe, expect, it } from 'vitest';
import { loadLanguage } from '../../src/text/index';
import { reactorsOf } from '../../src/text/reacted';
import { tombstoneOf } from '../../src/text/tombstone';

const person = (username: string, display_name: string) =>
  [username, { username, display_name, avatar_url: null, bot: false }] as const;
const known = { people: new Map([person('bob', 'Bob'), person('eve', 'Eve')]), namesakes: new Set<string>() };
/** Without the marks that keep names in their own direction. */
const plain = (words: string) => words.replaceAll(/[\u2066-\u2069]/g, '');

describe('who reacted, in words', () => {
  it('names the reader first, and whom the chat does not know by their username', async () => {
    await loadLanguage('en');
    const reaction = { emoji: '👍', count: 3, usernames: ['bob', 'ada', 'zed'], me: true };
    expect(plain(reactorsOf(reaction, 'ada', known, 10))).toBe('You, Bob, and @zed');
  });

  it('counts those beyond what there is room for, and those who are not named', async () => {
    await loadLanguage('en');
    const many = { emoji: '👍', count: 1000, usernames: ['bob', 'eve', 'zed'], me: true };
    expect(plain(reactorsOf(many, 'ada', known, 3))).toBe('You, Bob, Eve, and 997 more');
    expect(plain(reactorsOf({ ...many, me: null }, 'ada', known, 10))).toBe('Bob, Eve, @zed, and 997 more');
  });
});

describe('what stands in place of a deleted message', () => {
  const author = { username: 'bob' };
  it('tells who deleted it, as seen by the reader', async () => {
    await loadLanguage('en');
    expect(tombstoneOf({ author, by: 'bob' }, 'ada', 'eve')).toBe('Deleted by its author.');
    expect(tombstoneOf({ author, by: 'bob' }, 'bob', 'eve')).toBe('You deleted this message.');
    expect(tombstoneOf({ author, by: 'eve' }, 'ada', 'eve')).toBe('Deleted by the admin.');
    expect(plain(tombstoneOf({ author, by: 'zed' }, 'ada', 'eve'))).toBe('Deleted by @zed.');
    expect(tombstoneOf({ author, by: null }, 'ada', 'eve')).toBe('This message was deleted.');
  });
});

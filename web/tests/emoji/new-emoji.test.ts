import { describe, expect, it } from 'vitest';
import { loadNames } from '../../src/emoji/names';
import { faultOfName, faultOfPicture, nameFrom, PICTURE_LIMIT } from '../../src/emoji/new-emoji';

const unicode = await loadNames('tr');
const given = new Map([
  ['fort', { removed: null }],
  ['sledge', { removed: '2026-02-01T00:00:00Z' }],
]);

describe('the name of a new emoji', () => {
  it.each([
    ['igloo', null],
    ['__', null],
    ['a-1', null],
    ['a'.repeat(32), null],
    ['', 'malformed'],
    ['a', 'malformed'],
    ['a'.repeat(33), 'malformed'],
    ['Igloo', 'malformed'],
    ['iglo o', 'malformed'],
    ['ığloo', 'malformed'],
    ['fort', 'taken'],
    ['sledge', 'gone'],
    ['smile', 'unicode'],
    ['maymun', 'unicode'],
  ])('%s: %s', (name, fault) => {
    expect(faultOfName(name, given, unicode)).toBe(fault);
  });

  it('may be had as far as is known before the list is there', () => {
    expect(faultOfName('fort', null, {})).toBeNull();
  });

  it.each([
    ['Snow Fort.PNG', 'snow_fort'],
    ['Kar Topu Çığ.webp', 'kar_topu_cig'],
    ['party-parrot.2.gif', 'party-parrot_2'],
    ['雪.png', ''],
    [`${'long'.repeat(20)}.png`, 'long'.repeat(8)],
  ])('is suggested by its file: %s', (filename, name) => {
    expect(nameFrom(filename)).toBe(name);
  });
});

describe('the picture of a new emoji', () => {
  it.each([
    ['image/png', PICTURE_LIMIT, null],
    ['image/jpeg', 1, null],
    ['image/webp', 0, 'emptyPicture'],
    ['image/gif', PICTURE_LIMIT + 1, 'tooLarge'],
    ['image/avif', 10, 'badPicture'],
    ['image/svg+xml', 10, 'badPicture'],
    ['', 10, 'badPicture'],
  ])('of type %s with %d bytes: %s', (type, size, fault) => {
    expect(faultOfPicture({ type, size })).toBe(fault);
  });
});

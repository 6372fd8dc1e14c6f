import { describe, expect, it } from 'vitest';
import { candidatesOf, complete } from '../../src/emoji/completion';
import { loadNames, nameBegun } from '../../src/emoji/names';

const all = candidatesOf(await loadNames('en'), ['snow-fort', 'smirk', 'monkey_hat']);
const found = (begun: string, recent: string[] = []) => complete(begun, all, recent).map(({ emoji }) => emoji);

describe('a name that is begun', () => {
  it('is completed by those that begin so, the shortest first, and then by their other words', () => {
    expect(complete('smil', all, [])[0]).toEqual({ name: 'smile', emoji: '😄' });
    expect(found('snowm').slice(0, 2).sort()).toEqual(['☃️', '⛄']);
    expect(found('hat')).toContain(':monkey_hat:');
    expect(found('nowman')).toEqual([]);
  });

  it('offers each emoji once, and not more than fit beside a text', () => {
    expect(new Set(found('fa')).size).toBe(8);
    expect(found('fa')).toHaveLength(8);
    expect(complete('heart', all, []).filter(({ emoji }) => emoji === '❤️')).toHaveLength(1);
  });

  it('offers custom emoji before Unicode’s, and in their place where they are called alike', () => {
    expect(found('sn')[0]).toBe(':snow-fort:');
    expect(found('fort')).toContain(':snow-fort:');
    expect(found('smirk')).toContain(':smirk:');
    expect(found('smirk')[0]).toBe(':smirk:');
  });

  it('offers what was used lately first, and what is called just so before that', () => {
    expect(found('smi', ['😃', '☺️'])[0]).toBe('😃');
    expect(found('smile', ['😃'])[0]).toBe('😄');
  });

  it('is folded as searches are', async () => {
    const turkish = candidatesOf(await loadNames('tr'), []);
    expect(complete('KIRMIZI_KA', turkish, []).map(({ emoji }) => emoji)).toContain('❤️');
    expect(complete('gulen', turkish, []).length).toBeGreaterThan(0);
  });
});

describe('where a name begins', () => {
  it.each([
    [':sm', { name: 'sm', start: 0, end: 3 }],
    ['so :smi', { name: 'smi', start: 3, end: 7 }],
    ['(:çiç', { name: 'çiç', start: 1, end: 5 }],
    ['`x` :sm', { name: 'sm', start: 4, end: 7 }],
    ['🐒:sm', { name: 'sm', start: 2, end: 5 }],
  ])('is found in %s', (text, place) => {
    expect(nameBegun(text)).toEqual(place);
  });

  it.each([':s', ':smile:', 'at 10:30', 'a:sm', ':sm x', '`:sm', '```\n:sm', 'https://sm', ': sm', '::sm', ':-)'])(
    'is nowhere in %s',
    (text) => {
      expect(nameBegun(text)).toBeNull();
    },
  );
});

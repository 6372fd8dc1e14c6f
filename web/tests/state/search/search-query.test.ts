import { describe, expect, it } from 'vitest';
import { inputOf, operatorBegun, queryOf, take, without } from '../../../src/state/search/search-query';

const typed = (words: string) => take({ operators: [], words });
const read = ({ operators, words }: ReturnType<typeof inputOf>) => [
  operators.map(({ name, value }) => `${name}=${value}`).join(' '),
  words,
];

describe('what is typed into a search', () => {
  it.each([
    ['from:ada snow', 'from=ada', 'snow'],
    ['snow has:image after:2026-11-01 hats', 'has=image after=2026-11-01', 'snow hats'],
    ['FROM:@Ada ', 'from=ada', ''],
    ['“from:ada snow” ', '', '“from:ada snow” '],
    ['snow from:ada', '', 'snow from:ada'],
    ['"from:ada snow" ', '', '"from:ada snow" '],
    ['has:cats before:yesterday after:2026-02-30 from:x ', '', 'has:cats before:yesterday after:2026-02-30 from:x '],
    ['-from:ada "to be" ', '', '-from:ada "to be" '],
    ['from: ada ', '', 'from: ada '],
  ])('%j: %j is taken out, %j stays', (words, operators, rest) => {
    expect(read(typed(words))).toEqual([operators, rest]);
  });

  it('has one author, one chat and one time, and several things', () => {
    const { operators } = inputOf('from:ada has:link');
    expect(read(take({ operators, words: 'from:bob has:file has:link ' }))).toEqual(['from=bob has=file has=link', '']);
  });

  it('names a chat only where there is one of that name', () => {
    const rooms = new Set(['den']);
    expect(read(take({ operators: [], words: 'in:den in:hill ' }, rooms))).toEqual(['in=den', 'in:hill ']);
  });

  it('is what the address had, with its last operator', () => {
    const input = inputOf('from:ada in:den "two words" snow');
    expect(read(input)).toEqual(['from=ada in=den', '"two words" snow']);
    expect(queryOf(input)).toBe('from:ada in:den "two words" snow');
    expect(read(inputOf('snow has:link'))).toEqual(['has=link', 'snow']);
  });

  it('loses an operator that is taken away', () => {
    const { operators } = inputOf('from:ada has:link');
    expect(without(operators, { name: 'from', value: 'ada' })).toEqual([{ name: 'has', value: 'link' }]);
  });
});

describe('an operator that is begun', () => {
  it.each([
    ['from:', { operator: 'from', name: '', start: 0, end: 5 }],
    ['snow In:mon', { operator: 'in', name: 'mon', start: 5, end: 11 }],
    ['"a b" has:f', { operator: 'has', name: 'f', start: 6, end: 11 }],
    ['"from:a', null],
    ['from:a ', null],
    ['wherefrom:a', null],
  ])('in %j is %j', (text, begun) => {
    expect(operatorBegun(text)).toEqual(begun);
  });
});

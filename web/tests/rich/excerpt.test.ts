import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExcerptPart, excerpt, type Range } from '../../src/rich/excerpt';
import { plain } from '../../src/rich/plain';

/** What is shown, with what was searched for in brackets and what is hidden as a box. */
const shown = (parts: readonly ExcerptPart[]) =>
  parts.map(({ text, lit, hidden }) => (lit ? `[${hidden ? '▒' : text}]` : hidden ? '▒' : text)).join('');

/** Where a word stands in a text, each time. */
const every = (body: string, word: string): Range[] =>
  [...body.matchAll(new RegExp(word, 'g'))].map(({ index }) => [index, index + word.length]);

const excerptOf = (body: string, word: string) => shown(excerpt(body, every(body, word)));

describe('an excerpt', () => {
  it('lights up what was searched for, each time', () => {
    expect(excerptOf('red hats, red gloves', 'red')).toBe('[red] hats, [red] gloves');
  });

  it.each([
    ['**red** and *red*s', '[red] and *[red]*s'],
    ['> red\n> hats\nblue', '[red] hats blue'],
    ['```red\nred hats\n```\nred', '[red] hats [red]'],
    ['[red](https://red.example/red) red', '[red] [red]'],
    ['`red` ~~red~~ https://example.org/red', '[red] [red] https://example.org/[red]'],
    ['😂 red 😂', '😂 [red] 😂'],
  ])('of %j has no marks: %s', (body, expected) => {
    expect(excerptOf(body, 'red')).toBe(expected);
  });

  it('hides what a spoiler hides, and tells that what was searched for is there', () => {
    expect(excerptOf('It was ||the **red** one|| all along, ||no|| red', 'red')).toBe('It was [▒] all along, ▒ [red]');
  });

  it('of a long text begins shortly before what was searched for, at a word', () => {
    const body = `${'word '.repeat(100)}needle ${'more '.repeat(100)}`;
    const text = excerptOf(body, 'needle');
    expect(text).toMatch(/^… word( word)+ \[needle\] more .*…$/);
    expect(text.length).toBeLessThan(300);
  });

  it('of a long text without anything to light up is its beginning', () => {
    expect(shown(excerpt('word '.repeat(100), []))).toMatch(/^word .*…$/);
  });

  it('never shows what a message hides, nor anything else than what it shows', () => {
    const words = fc.constantFrom(
      '||',
      '**',
      '*',
      '`',
      '```',
      '\n',
      '> ',
      ' ',
      'red',
      'SECRET',
      '[a](https://a.b/c)',
      '~~',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), fc.array(fc.nat(120), { maxLength: 4 }), (parts, at) => {
        const body = parts.join('');
        const matches = at.sort((a, b) => a - b).map((start): Range => [start, start + 1]);
        const told = excerpt(body, matches).map((part) => (part.hidden ? '▒' : part.text));
        const text = told.join('').replace(/\s+/g, ' ').replace(/^…|…$/g, '').trim();
        expect(plain(body, '▒').replace(/▒( ?▒)*/g, '▒')).toContain(text);
      }),
    );
  });
});

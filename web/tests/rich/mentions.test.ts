import { describe, expect, it } from 'vitest';
import cases from '../../../tests/cases/mentions.json';
import { markMentions, mentionBegun, withMentions } from '../../src/rich/mentions';
import type { Block, Inline } from '../../src/rich/nodes';
import { parse } from '../../src/rich/parse';

/** The usernames of the mentions in a text, wherever they stand in it. */
function usernamesIn(blocks: readonly Block[]): string[] {
  const of = (part: Inline): string[] => {
    if (typeof part === 'string') return [];
    if (part.kind === 'mention') return [part.username];
    return 'children' in part ? part.children.flatMap(of) : [];
  };
  return blocks.flatMap((block) => (block.kind === 'code-block' ? [] : block.children.flatMap(of)));
}

const shown = (body: string, usernames: string[], all = false): string[] =>
  usernamesIn(withMentions(parse(body), { usernames, all }));

describe.each(Object.entries(cases))('whom a text may mention: %s', (_, table) => {
  it.each(table as [string, string[]][])('%j', (body, names) => {
    expect([...new Set(usernamesIn(markMentions(parse(body), () => true)))]).toEqual(names);
  });
});

describe('a mention', () => {
  it('is a part of its own, as it was written', () => {
    expect(withMentions(parse('hi @Ada, look'), { usernames: ['ada'], all: false })).toEqual([
      { kind: 'text', children: ['hi ', { kind: 'mention', text: '@Ada', username: 'ada' }, ', look'] },
    ]);
  });

  it('is one within bold, italic and struck text', () => {
    expect(shown('**@ada** *and @bob* ~~@cem~~', ['ada', 'bob', 'cem'])).toEqual(['ada', 'bob', 'cem']);
  });

  it('is none in code, quotes and spoilers, though the message mentions the same elsewhere', () => {
    expect(shown('`@ada` ||@ada||\n> @ada\n```\n@ada\n```', ['ada'])).toEqual([]);
    expect(shown('> @ada\n@ada', ['ada'])).toEqual(['ada']);
  });

  it('is a word of its own', () => {
    expect(shown('x@ada @@ada @adamant @ada_ me@ada.example', ['ada'])).toEqual([]);
    expect(shown('(@ada) “@ada” @ada: @ada’s', ['ada'])).toEqual(['ada', 'ada', 'ada', 'ada']);
  });

  it('is only whom the server found', () => {
    expect(shown('@ada @bob @all', ['bob'])).toEqual(['bob']);
    expect(shown('@ada @all', [], true)).toEqual(['all']);
    expect(shown('@ada', [])).toEqual([]);
  });
});

describe('a mention that is begun', () => {
  it.each([
    ['hello @', ''],
    ['@ad', 'ad'],
    ['(@Çiğ', 'Çiğ'],
  ])('is seen in “%s”', (text, name) => {
    expect(mentionBegun(text)).toEqual({ name, start: text.indexOf('@'), end: text.length });
  });

  it.each(['mail ada@win', '@ada ', '`@ad', 'https://x.example/@ad', '@@'])('is not in “%s”', (text) => {
    expect(mentionBegun(text)).toBeNull();
  });
});

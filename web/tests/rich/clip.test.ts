import { describe, expect, it } from 'vitest';
import { clip, linesOf } from '../../src/rich/clip';
import type { Block } from '../../src/rich/nodes';
import { parse } from '../../src/rich/parse';

const lines = (count: number, from = 1) => Array.from({ length: count }, (_, i) => `line ${from + i}`).join('\n');
const text = (...children: string[]): Block => ({ kind: 'text', children });

describe('the beginning of a message', () => {
  it('is nothing apart while the message is short', () => {
    expect(clip(parse(lines(20)), 20)).toBeNull();
    expect(clip(parse('x'.repeat(300)), 20)).toBeNull();
    expect(clip(parse(`\`\`\`js\n${lines(19)}\n\`\`\`\nend`), 20)).toBeNull();
  });

  it('holds as many lines as asked for', () => {
    expect(clip(parse(lines(21)), 20)).toEqual([text(lines(20))]);
    expect(clip(parse('\n'.repeat(200)), 20)).toEqual([text('\n'.repeat(19))]);
  });

  it('goes on over quotes and code', () => {
    const body = `> ${lines(2).replace('\n', '\n> ')}\n\`\`\`\n${lines(9)}\n\`\`\`\n${lines(3)}`;
    expect(clip(parse(body), 4)).toEqual([
      { kind: 'quote', children: [lines(2)] },
      { kind: 'code-block', language: '', text: lines(2) },
    ]);
    expect(clip(parse(body), 2)).toEqual([{ kind: 'quote', children: [lines(2)] }]);
    expect(clip(parse(body), 12)).toEqual([...parse(body).slice(0, 2), text('line 1')]);
  });

  it('keeps hidden what a spoiler hides that ends behind it', () => {
    expect(clip(parse(`a\n||${lines(9)}||`), 3)).toEqual([
      { kind: 'text', children: ['a\n', { kind: 'spoiler', children: [lines(2)] }] },
    ]);
  });

  it('counts the lines that a long one takes, and cuts no letter in two', () => {
    const [block] = clip(parse('🐒'.repeat(2000)), 20) ?? [];
    expect(block).toEqual(text('🐒'.repeat(1200)));
    expect(linesOf('🐒'.repeat(60))).toBe(3);
  });
});

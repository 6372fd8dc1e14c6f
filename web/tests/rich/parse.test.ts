import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/rich/nodes';
import { parse } from '../../src/rich/parse';

const text = (...children: Inline[]): Block => ({ kind: 'text', children });
const lone = (body: string): readonly Inline[] => {
  const [block] = parse(body);
  return block && 'children' in block ? block.children : [];
};

describe('light formatting', () => {
  it.each([
    ['**snow**', 'bold'],
    ['*snow*', 'italic'],
    ['~~snow~~', 'strike'],
    ['||snow||', 'spoiler'],
  ])('makes of %s a span of its own', (body, kind) => {
    expect(parse(body)).toEqual([text({ kind, children: ['snow'] } as Inline)]);
  });

  it('nests, and keeps what is around', () => {
    expect(lone('a **b *c* d** e')).toEqual([
      'a ',
      { kind: 'bold', children: ['b ', { kind: 'italic', children: ['c'] }, ' d'] },
      ' e',
    ]);
    expect(lone('***both***')).toEqual([{ kind: 'bold', children: [{ kind: 'italic', children: ['both'] }] }]);
  });

  it.each([
    '2*3*4 = 24',
    'a ** b ** c',
    '5 || 6',
    '**',
    '****',
    '*a',
    '~~~~',
    'f(**kwargs)',
    '``',
    'a ` b',
    '```',
    '>',
    '> ',
    '>_<',
    '>:( no',
    '>= 5',
    '5 > 3',
    '[x] (y)',
  ])('leaves %s as it is', (body) => {
    expect(parse(body)).toEqual([text(body)]);
  });

  it.each([
    ['a :fort: b', ['a ', { kind: 'emoji', text: ':fort:' }, ' b']],
    [
      ':fort::sledge-2:',
      [
        { kind: 'emoji', text: ':fort:' },
        { kind: 'emoji', text: ':sledge-2:' },
      ],
    ],
    ['(:a1:)', ['(', { kind: 'emoji', text: ':a1:' }, ')']],
    ['**:__fort__:**', [{ kind: 'bold', children: [{ kind: 'emoji', text: ':__fort__:' }] }]],
    ['||:fort:||', [{ kind: 'spoiler', children: [{ kind: 'emoji', text: ':fort:' }] }]],
  ])('takes shortcodes for emoji: %s', (body, children) => {
    expect(lone(body)).toEqual(children);
  });

  it.each([
    ':a:',
    ':Fort:',
    ':çam:',
    ': fort :',
    'at 10:30:45',
    'x:fort:',
    'std::fire::x',
    'a/:fort:/',
    `:${'a'.repeat(33)}:`,
  ])('leaves %s text', (body) => {
    expect(lone(body)).toEqual([body]);
  });

  it('leaves shortcodes in code and addresses as they are', () => {
    expect(lone('`:fort:`')).toEqual([{ kind: 'code', text: ':fort:' }]);
    expect(parse('```\n:fort:\n```')).toEqual([{ kind: 'code-block', language: '', text: ':fort:' }]);
    expect(lone('https://a.example/x:fort:y')).toHaveLength(1);
  });

  it('takes a mark without its partner for text, within others too', () => {
    expect(lone('**a *b** c')).toEqual([{ kind: 'bold', children: ['a *b'] }, ' c']);
  });

  it('formats nothing within code or an address', () => {
    expect(lone('`**x**`')).toEqual([{ kind: 'code', text: '**x**' }]);
    expect(lone('https://a.example/~~b~~')).toHaveLength(1);
    expect(parse('```\n**x**\n> y\n```')).toEqual([{ kind: 'code-block', language: '', text: '**x**\n> y' }]);
  });

  it.each([
    ['`` a ` tick ``', 'a ` tick'],
    ['``a``', 'a'],
    ['`` ` ``', '`'],
    ['`` `a` ``', '`a`'],
    ['say ```a``` so', 'a'],
    ['` a `', 'a'],
  ])('takes %s for code between backticks of its own number', (body, code) => {
    expect(lone(body)).toContainEqual({ kind: 'code', text: code });
  });

  it.each([
    ['```python\nprint(1)\n```', 'python', 'print(1)'],
    ['```c++ \nint a;\n```', 'c++', 'int a;'],
    ['```\npython\n```', '', 'python'],
    ['```python\n```', '', 'python'],
    ['```two words\nx\n```', '', 'two words\nx'],
    ['```x```', '', 'x'],
    ['```\n  indented\n```', '', '  indented'],
  ])('knows the language of %j from its code', (body, language, code) => {
    expect(parse(body)).toEqual([{ kind: 'code-block', language, text: code }]);
  });

  it('sets lines apart that are quoted', () => {
    expect(parse('> one\n>*two*\nthree')).toEqual([
      { kind: 'quote', children: ['one\n', { kind: 'italic', children: ['two'] }] },
      text('three'),
    ]);
    expect(parse('>one\n>\n>two')).toEqual([{ kind: 'quote', children: ['one\n\ntwo'] }]);
  });
});

describe('any text', () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        ...['*', '**', '***', '~~', '||', '`', '```', '> ', '>', '\n', ' ', 'a', '<b>', 'https://a.b/', '@', '🐒'],
        ...['[', '](https://a.b)', '](mailto:a@b.c)', ')', 'a@b.cd', '雪', '。'],
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  it('is what its nodes are made of, mark for mark', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'grapheme' })), (body) => {
        const written = parse(body).map(sourceOf).join('\n');
        expect(bare(written)).toBe(bare(body));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ...['*', '**a', '*a ', '||', '~~a', '`', '```', '```\n', '> ', '\n', '(', 'www.', 'a@', 'a.', 'https://', ')'],
    ...['` ', '``a', '[', '[a](', '[a](https://b(', '[a](https://b.cd)', '[b.cd](https://a.cd)', 'https://a.b/*', '雪'],
  ])('costs no more than its length, repeated %j too', (part) => {
    const cost = (length: number) => {
      const body = part.repeat(length / part.length);
      const times = Array.from({ length: 5 }, () => {
        const begun = performance.now();
        parse(body);
        return performance.now() - begun;
      });
      return Math.min(...times);
    };
    cost(10_000);
    // Eight times the text: quadratic work would take sixty-four times as long. A floor for the clock's grain, and for a busy machine.
    expect(cost(80_000)).toBeLessThan(30 * Math.max(cost(10_000), 2));
  });
});

/** Fences may hold line breaks that are not part of the code, and code may stand in more backticks than it needs. */
const bare = (body: string): string => body.replace(/[\s`]/g, '');

function sourceOf(block: Block): string {
  if (block.kind === 'code-block') return `${block.language}\n${block.text}`;
  const source = block.children.map(written).join('');
  return block.kind === 'quote' ? `> ${source.replaceAll('\n', '\n> ')}` : source;
}

const MARKS = { bold: '**', italic: '*', strike: '~~', spoiler: '||' };

function written(part: Inline): string {
  if (typeof part === 'string') return part;
  if (part.kind === 'code' || part.kind === 'emoji' || part.kind === 'mention') return part.text;
  if (part.kind === 'link') return part.text === part.address ? part.text : `[${part.text}](${part.address})`;
  const mark = MARKS[part.kind];
  return mark + part.children.map(written).join('') + mark;
}

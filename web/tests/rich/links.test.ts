import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import cases from '../../../tests/cases/links.json';
import { inline } from '../../src/rich/inline';
import { placeOf } from '../../src/rich/links';
import type { Inline, Link } from '../../src/rich/nodes';
import { parse } from '../../src/rich/parse';

const linksOf = (parts: readonly Inline[]): Link[] =>
  parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    if ('children' in part) return linksOf(part.children);
    return part.kind === 'link' ? [part] : [];
  });
const links = (text: string) => linksOf(inline(text));
const addresses = (text: string) => links(text).map(({ address }) => address);

it.each([
  ['see https://example.org/a?b=c#d.', 'https://example.org/a?b=c#d'],
  ['(https://example.org/wiki/Snow_(weather))', 'https://example.org/wiki/Snow_(weather)'],
  ['WWW.example.org, really', 'WWW.example.org'],
  ['write to ada@example.org!', 'ada@example.org'],
  ['http://localhost:8080/x', 'http://localhost:8080/x'],
  ['çığ: https://örnek.com.tr/kış', 'https://örnek.com.tr/kış'],
  ['请看https://example.org/a。谢谢', 'https://example.org/a'],
  ['（https://example.org/a）', 'https://example.org/a'],
  ['「https://example.org」を見て', 'https://example.org'],
  ['https://example.org、https：', 'https://example.org'],
  ['“https://example.org”是', 'https://example.org'],
  ['https://example.org/a请看', 'https://example.org/a'],
  ['https://example.org請看', 'https://example.org'],
  ['https://example.org/ab에서 봐', 'https://example.org/ab'],
  ['ดูhttps://example.org/aนะ', 'https://example.org/a'],
  ['写信给ada@example.org吧', 'ada@example.org'],
  ['https://zh.wikipedia.org/wiki/雪、', 'https://zh.wikipedia.org/wiki/雪'],
  ['https://例え.jp/あ', 'https://例え.jp/あ'],
  ['انظر https://example.org/a، شكرا', 'https://example.org/a'],
  ['https://crontab.guru/#0_3_*_*_*', 'https://crontab.guru/#0_3_*_*_*'],
  ['every night: https://crontab.guru/#0_3_*_*_*.', 'https://crontab.guru/#0_3_*_*_*'],
  ['*see https://crontab.guru/#0_3_*_*_* now*', 'https://crontab.guru/#0_3_*_*_*'],
  ['https://example.org/_snow_', 'https://example.org/_snow_'],
  ['https://example.org/~ada~/x', 'https://example.org/~ada~/x'],
  ['**https://example.org/a**', 'https://example.org/a'],
  ['*https://example.org/a*.', 'https://example.org/a'],
  ['**snow: https://example.org/a**, ice', 'https://example.org/a'],
  ['||https://example.org/a||b', 'https://example.org/a'],
  ['~~https://example.org~~', 'https://example.org'],
])('finds the address in %s', (text, address) => {
  expect(addresses(text)).toEqual([address]);
});

it.each([
  ['[the snow](https://example.org/a_(b))', 'the snow', 'https://example.org/a_(b)', 'example.org'],
  ['[version 3.14](https://example.org/)', 'version 3.14', 'https://example.org/', 'example.org'],
  ['[write](mailto:ada@example.org?subject=x)', 'write', 'mailto:ada@example.org?subject=x', 'ada@example.org'],
  ['[example.org](https://www.example.org/a)', 'example.org', 'https://www.example.org/a', 'www.example.org'],
  ['||[a](https://аpple.example)||', 'a', 'https://xn--pple-43d.example/', 'xn--pple-43d.example'],
])('names the address in %s, and where it leads', (text, shown, href, place) => {
  const [link] = links(text);
  expect(link && [link.text, link.href, placeOf(link)]).toEqual([shown, href, place]);
});

it.each([
  '[bank.example](https://else.example/)',
  '[https://bank.example](https://else.example/)',
  '[https://else.example/one](https://else.example/two)',
  '[BANK。example](https://else.example/)',
  '[ba\u200bnk.exa\u00admple](https://else.example/)',
  '[bank․example/login](https://else.example/)',
  '[ada@bank.example](mailto:eve@bank.example)',
  '[elpmaxe.knab\u202e](https://else.example/)',
  '[192.0.2.1](https://else.example/)',
  '[ ](https://else.example/)',
  '[x](https://bank.example@else.example/)',
])('shows %j as it was written, since it would lead elsewhere than it seems', (text) => {
  for (const link of links(text)) expect(link.text).toBe(link.address);
});

it.each([
  '[x](javascript:alert(1))',
  '[x](data:text/html,x)',
  '[x](//else.example)',
  '[x](/chat)',
  '[x](https://)',
  '[x](mailto:)',
  'https://bank.example@else',
  'https://ada:secret@else.example/',
])('sees no way in %s', (text) => {
  expect(links(text)).toEqual([]);
});

describe.each(Object.entries(cases))('search for what has a link: %s', (_, table) => {
  it.each(table as [string, boolean][])('%j', (body, hasLink) => {
    const parts = parse(body).flatMap((block) => (block.kind === 'code-block' ? [] : block.children));
    expect(linksOf(parts).length > 0).toBe(hasLink);
  });
});

it('ends an address where it would be shown in another order than it is', () => {
  expect(addresses('https://example.org/a\u202egnp.exe')).toEqual(['https://example.org/a']);
});

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'ftp://x.org',
  'https://',
  'xhttps://a.b',
  'a@b',
  'file.py and README.md',
  'ok.so we go',
  'geldim.ve gördüm',
  'e.g. 3.11',
])('sees none in %s', (text) => {
  expect(inline(text)).toEqual([text]);
});

it('leads nowhere but to the web and to mailboxes, and keeps the text', () => {
  const part = fc.constantFrom(
    'http',
    's',
    '://',
    'javascript:',
    'www.',
    '@',
    'a',
    '.',
    'org',
    ' ',
    '/',
    '(',
    ')',
    ',',
    '"',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(part, { maxLength: 40 }).map((all) => all.join('')),
        fc.webUrl(),
      ),
      (text) => {
        const parts = inline(text);
        expect(parts.map((each) => (typeof each === 'string' ? each : 'text' in each && each.text)).join('')).toBe(
          text,
        );
        for (const { href } of links(text)) expect(href).toMatch(/^(https?:\/\/|mailto:)/);
      },
    ),
    { numRuns: 1000 },
  );
});

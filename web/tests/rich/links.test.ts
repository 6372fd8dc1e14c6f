import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linked } from '../../src/rich/links';

const links = (text: string) => linked(text).flatMap((part) => (typeof part === 'string' ? [] : [part]));

it.each([
  ['see https://example.org/a?b=c#d.', 'https://example.org/a?b=c#d'],
  ['(https://example.org/wiki/Snow_(weather))', 'https://example.org/wiki/Snow_(weather)'],
  ['WWW.example.org, really', 'WWW.example.org'],
  ['write to ada@example.org!', 'ada@example.org'],
  ['http://localhost:8080/x', 'http://localhost:8080/x'],
  ['çığ: https://örnek.com.tr/kış', 'https://örnek.com.tr/kış'],
])('finds the address in %s', (text, address) => {
  expect(links(text).map((link) => 'text' in link && link.text)).toEqual([address]);
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
  expect(linked(text)).toEqual([text]);
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
        const parts = linked(text);
        expect(parts.map((each) => (typeof each === 'string' ? each : 'text' in each && each.text)).join('')).toBe(
          text,
        );
        for (const link of links(text)) expect('href' in link && link.href).toMatch(/^(https?:\/\/|mailto:)/);
      },
    ),
    { numRuns: 1000 },
  );
});

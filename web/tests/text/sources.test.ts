import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/text/en';

const KEYS = Object.entries(en).flatMap(([section, words]) =>
  typeof words === 'string' ? section : Object.keys(words).map((key) => `${section}.${key}`),
);

describe('the sources', () => {
  const folder = new URL('../../src/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^(text\/(en|tr)|wire\/generated)\.ts$/.test(path))
    .map((path) => ({ path, code: readFileSync(new URL(path, folder), 'utf8') }));
  const all = sources.map(({ code }) => code).join('\n');

  it('use every message', () => {
    const used = (key: string) => {
      const [section, name] = key.split('.');
      if (new RegExp(`\\bt\\.${key.replace('.', '\\s*\\.\\s*')}\\b`).test(all)) return true;
      // A section whose messages are picked by a code or a kind.
      return name !== undefined && new RegExp(`\\bt\\.${section}(\\[|;| satisfies| as )`).test(all);
    };
    expect(KEYS.filter((key) => !used(key))).toEqual([]);
  });

  // Text between tags is the linter's (noJsxLiterals); attributes and strings in braces are looked at here.
  it('hold no words of their own', () => {
    const attribute =
      /\s(?:aria-label|aria-description|title|placeholder|alt|label|hint|words|submit)=(?:"[^"]*[A-Za-z]{2}|\{['"`])/;
    const child = />\s*\{['"`][^'"`]*[A-Za-z]{2}/;
    const views = sources.filter(({ path }) => path.endsWith('.tsx'));
    const found = views.map(({ path, code }) => [path, code.match(attribute)?.[0] ?? code.match(child)?.[0]]);
    expect(found.filter(([, words]) => words)).toEqual([]);
  });
});

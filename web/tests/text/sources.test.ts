import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en as calls } from '../../src/text/calls/en';
import { en as community } from '../../src/text/community/en';
import { en as emoji } from '../../src/text/emoji/en';
import { en } from '../../src/text/en';
import { en as entry } from '../../src/text/entry/en';
import { en as forms } from '../../src/text/forms/en';
import { en as groupSettings } from '../../src/text/group-settings/en';
import { en as groups } from '../../src/text/groups/en';
import { en as mentions } from '../../src/text/mentions/en';
import { en as moderation } from '../../src/text/moderation/en';
import { en as robots } from '../../src/text/robots/en';
import { en as search } from '../../src/text/search/en';
import { en as shortcuts } from '../../src/text/shortcuts/en';
import { en as userSettings } from '../../src/text/user-settings/en';
import { en as voice } from '../../src/text/voice/en';

const keysOf = (catalogue: object) =>
  Object.entries(catalogue).flatMap(([section, words]) =>
    typeof words === 'string' ? section : Object.keys(words).map((key) => `${section}.${key}`),
  );

describe('the sources', () => {
  const folder = new URL('../../src/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^(text\/([a-z-]+\/)?(en|tr)|wire\/generated)\.ts$/.test(path))
    .map((path) => ({ path, code: readFileSync(new URL(path, folder), 'utf8') }));
  const all = sources.map(({ code }) => code).join('\n');

  it.each([
    ['t', en],
    ['callText', calls],
    ['communityText', community],
    ['emojiText', emoji],
    ['groupText', groupSettings],
    ['mentionText', mentions],
    ['moderationText', moderation],
    ['robotText', robots],
    ['searchText', search],
    ['settingsText', userSettings],
    ['entryText', entry],
    ['formText', forms],
    ['groupsText', groups],
    ['shortcutText', shortcuts],
    ['voiceText', voice],
  ])('use every message of `%s`', (name, catalogue) => {
    const used = (key: string) => {
      const [section, word] = key.split('.');
      if (section === 'errors') return true; // by code, which the server names
      if (new RegExp(`\\b${name}\\.${key.replace('.', '\\s*\\.\\s*')}\\b`).test(all)) return true;
      // A section whose messages are picked by a code or a kind.
      return word !== undefined && new RegExp(`\\b${name}\\.${section}(\\[|;| satisfies| as )`).test(all);
    };
    expect(keysOf(catalogue).filter((key) => !used(key))).toEqual([]);
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

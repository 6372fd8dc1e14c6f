import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { parsed } from '../../scripts/messages';
import { CATALOGUES as CALLS } from '../../src/text/calls/index';
import { words } from '../../src/text/catalogue';
import { CATALOGUES as COMMUNITY } from '../../src/text/community/index';
import { CATALOGUES as EMOJI } from '../../src/text/emoji/index';
import { en } from '../../src/text/en';
import { CATALOGUES as ENTRY } from '../../src/text/entry/index';
import { CATALOGUES as FORMS } from '../../src/text/forms/index';
import { CATALOGUES as GROUP_SETTINGS } from '../../src/text/group-settings/index';
import { CATALOGUES as GROUPS } from '../../src/text/groups/index';
import { bestOf, LANGUAGES, type Language, regionOf } from '../../src/text/languages';
import { CATALOGUES as MAIL_STOP } from '../../src/text/mail-stop/index';
import { CATALOGUES as MENTIONS } from '../../src/text/mentions/index';
import { CATALOGUES as MODERATION } from '../../src/text/moderation/index';
import { CATALOGUES as PUSH } from '../../src/text/push/index';
import { CATALOGUES as ROBOTS } from '../../src/text/robots/index';
import { CATALOGUES as SEARCH } from '../../src/text/search/index';
import { CATALOGUES as SHORTCUTS } from '../../src/text/shortcuts/index';
import { en as settings } from '../../src/text/user-settings/en';
import { CATALOGUES as USER_SETTINGS } from '../../src/text/user-settings/index';
import { CATALOGUES as VOICE } from '../../src/text/voice/index';

type Messages = { [key: string]: string | Messages };

const flat = (messages: Messages, prefix = ''): [key: string, message: string][] =>
  Object.entries(messages).flatMap(([key, message]) =>
    typeof message === 'string' ? [[prefix + key, message]] : flat(message, `${prefix}${key}.`),
  );

/** The names of a message's parameters, each with whether it is counted. */
function parametersOf(message: string): string[] {
  const names = new Set<string>();
  const collect = (nodes: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const node of nodes) {
      if ('value' in node && node.type !== 0) names.add(`${node.value}${node.type === 1 ? '' : ' (number)'}`);
      if ('options' in node) for (const { value } of Object.values(node.options)) collect(value);
    }
  };
  collect(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].filter((name) => name !== 'undefined (number)').sort();
}

/** All that the client says, in a language: what comes at once, and what comes with a part of it. */
const catalogueOf = async (code: Language) => ({
  ...(await LANGUAGES[code].load()),
  callPart: CALLS[code],
  communityPart: COMMUNITY[code],
  entryPart: ENTRY[code],
  formPart: FORMS[code],
  groupsPart: GROUPS[code],
  shortcutPart: SHORTCUTS[code],
  customEmoji: EMOJI[code],
  groupSettings: GROUP_SETTINGS[code],
  mailStop: MAIL_STOP[code],
  moderationPart: MODERATION[code],
  mentionPage: MENTIONS[code],
  pushPart: PUSH[code],
  robotPart: ROBOTS[code],
  voicePart: VOICE[code],
  searchPage: SEARCH[code],
  userSettings: USER_SETTINGS[code],
});
const english = flat(await catalogueOf('en'));
const codes = Object.keys(LANGUAGES) as Language[];

describe.each(codes.filter((code) => code !== 'en'))('the catalogue of %s', (code) => {
  it('has the same keys as English, with the same parameters', async () => {
    const translated = flat(await catalogueOf(code));
    const shape = (messages: [string, string][]) => messages.map(([key, message]) => [key, parametersOf(message)]);
    expect(shape(translated)).toEqual(shape(english));
  });

  it('has the plurals that the language wants', async () => {
    const needed = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, message] of flat(await catalogueOf(code))) {
      if (!message.includes('plural,')) continue;
      const known = [...message.matchAll(/(zero|one|two|few|many|other) \{/g)].map(([, category]) => category);
      // Turkish counts with the singular: where both forms are the same, `other` stands for both.
      if (known.length > 1) expect(new Set(known), key).toEqual(new Set(needed));
      expect(known, key).toContain('other');
    }
  });

  it('is no copy of the English', async () => {
    const same = flat(await catalogueOf(code)).filter(
      ([key, message]) => message === english.find(([k]) => k === key)?.[1],
    );
    expect(
      same.map(([, message]) => message).filter((message) => /[a-z]{3}/i.test(message.replace(/\{.*?\}/g, ''))),
    ).toEqual([en.brand, en.person.bot, settings.data.file]);
  });
});

type Spoken = { [key: string]: string | ((values: object) => string) | Spoken };

/** All that a catalogue says, where every count is `n`. */
function saidBy(catalogue: object, code: string, n: number): string[] {
  const parameters = english.flatMap(([, message]) => parametersOf(message)).sort((a, b) => a.length - b.length);
  const values = Object.fromEntries(
    parameters.map((each) => (each.endsWith(' (number)') ? [each.split(' ')[0], n] : [each, 'Ada'])),
  );
  const all = (spoken: Spoken): string[] =>
    Object.values(spoken).flatMap((message) => {
      if (typeof message === 'string') return message;
      return typeof message === 'function' ? message(values) : all(message);
    });
  return all(words<typeof en>(catalogue as typeof en, code) as unknown as Spoken);
}

describe.each(codes)('the built catalogue of %s', (code) => {
  it.each([0, 1, 2, 0.5, 1234])('says of %d what the written one says', async (n) => {
    const written = await catalogueOf(code);
    expect(saidBy(parsed(written), code, n)).toEqual(saidBy(written, code, n));
  });
});

describe('a message', () => {
  it('counts as its language does', () => {
    const { chats } = words<typeof en>(en, 'en');
    expect([0, 1, 2, 1234].map((n) => chats.unread({ n }))).toEqual([
      '0 unread messages',
      '1 unread message',
      '2 unread messages',
      '1,234 unread messages',
    ]);
  });

  it('takes a parameter as it is, whatever it holds', () => {
    const { person } = words<typeof en>(en, 'en');
    expect(person.label({ name: "<b>{n}</b> 'o #" })).toBe("Profile of <b>{n}</b> 'o #");
  });
});

describe('the language', () => {
  it('is the best that the browser asks for and the client speaks', () => {
    expect(bestOf(['de-DE', 'tr-TR', 'en'])).toBe('tr');
    expect(bestOf(['EN-gb'])).toBe('en');
    expect(bestOf(['xx', ''])).toBe('en');
    expect(regionOf('en', ['de', 'en-GB', 'en'])).toBe('en-GB');
    expect(regionOf('tr', ['en'])).toBe('tr');
  });
});

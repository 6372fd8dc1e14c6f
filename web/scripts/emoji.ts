import { createRequire } from 'node:module';
import { gemoji } from 'gemoji';
import type { Plugin } from 'vite';
import type { EmojiGroup } from '../src/emoji/emoji-group';

const GROUPS = 'virtual:emoji/';
const NAMES = 'virtual:emoji-names/';
/** What phones and desks of the last years can draw. */
const NEWEST = 15;

interface Named {
  emoji: string;
  emoji_version: string;
}
type Groups = { slug: string; emojis: Named[] }[];
type Annotations = Record<string, { default?: string[]; tts?: string[] }>;

const load = createRequire(import.meta.url);

/**
 * Gives the emoji with their names and keywords in a language, `import groups from 'virtual:emoji/tr'`, and what stands
 * for them between colons there, `import names from 'virtual:emoji-names/tr'`.
 */
export function emoji(): Plugin {
  return {
    name: 'emoji',
    resolveId: (id) => (id.startsWith(GROUPS) || id.startsWith(NAMES) ? `\0${id}` : undefined),
    load(id) {
      if (id.startsWith(`\0${GROUPS}`)) return module(groupsIn(id.slice(GROUPS.length + 1)));
      return id.startsWith(`\0${NAMES}`) ? module(namesIn(id.slice(NAMES.length + 1))) : undefined;
    },
  };
}

const module = (value: unknown): string => `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`;

/** By name, the emoji: those of the language with underscores for spaces, and GitHub's, which win. */
function namesIn(language: string): Record<string, string> {
  const emojis = groupsIn(language).flatMap((group) => group.emojis);
  const drawn = new Set(emojis.map(([emoji]) => emoji));
  const own = emojis.map(([emoji, name]) => [name.toLocaleLowerCase(language).replace(/[^\p{L}\p{N}]+/gu, '_'), emoji]);
  const github = gemoji.flatMap(({ emoji, names }) => (drawn.has(emoji) ? names.map((name) => [name, emoji]) : []));
  return Object.fromEntries([...own, ...github]);
}

/** Unicode's order and groups, with the words of its Common Locale Data Repository. */
function groupsIn(language: string): EmojiGroup[] {
  const groups = load('unicode-emoji-json/data-by-group.json') as Groups;
  const cldr = load(`cldr-annotations-full/annotations/${language}/annotations.json`);
  const annotations = cldr.annotations.annotations as Annotations;
  const regions = new Intl.DisplayNames(language, { type: 'region' });
  return groups.map(({ slug, emojis }) => ({
    slug,
    emojis: emojis.flatMap(({ emoji, emoji_version }): EmojiGroup['emojis'] => {
      const { tts, default: keywords = [] } = annotations[emoji.replaceAll('\uFE0F', '')] ?? {};
      const name = tts?.[0] ?? flagName(emoji, regions);
      if (!name || Number(emoji_version) > NEWEST) return [];
      return [[emoji, name, keywords.filter((word) => word !== name).join(' ')]];
    }),
  }));
}

/** The country of a flag, which is spelled with the letters of its code. */
function flagName(emoji: string, regions: Intl.DisplayNames): string | undefined {
  const letters = [...emoji].map((letter) => (letter.codePointAt(0) ?? 0) - 0x1f1e6);
  if (letters.length !== 2 || letters.some((letter) => letter < 0 || letter > 25)) return undefined;
  return regions.of(String.fromCharCode(...letters.map((letter) => letter + 65)));
}

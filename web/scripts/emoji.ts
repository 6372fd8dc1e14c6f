import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import type { EmojiGroup } from '../src/emoji';

const PREFIX = 'virtual:emoji/';
/** What phones and desks of the last years can draw. */
const NEWEST = 15;

interface Named {
  emoji: string;
  emoji_version: string;
}
type Groups = { slug: string; emojis: Named[] }[];
type Annotations = Record<string, { default?: string[]; tts?: string[] }>;

const load = createRequire(import.meta.url);

/** Gives the emoji with their names and keywords in a language: `import groups from 'virtual:emoji/tr'`. */
export function emoji(): Plugin {
  return {
    name: 'emoji',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const groups = JSON.stringify(groupsIn(id.slice(PREFIX.length + 1)));
      return `export default JSON.parse(${JSON.stringify(groups)});`;
    },
  };
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

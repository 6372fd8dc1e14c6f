/// <reference path="./data.d.ts" />
import type { Language } from '../text/languages';

/** By name, in small letters, the emoji. */
export type Table = Readonly<Record<string, string>>;

const TABLES: Record<Language, () => Promise<{ default: Table }>> = {
  en: () => import('virtual:emoji-names/en'),
  tr: () => import('virtual:emoji-names/tr'),
};

/** The first colon and a name: not in an address, a time or a word, and not in code, which begins with a backtick. */
const BEGUN = '(?<![\\p{L}\\p{N}_:/\\\\`]):([\\p{L}\\p{N}\\p{M}_+-]{2,60})';
const NAME = new RegExp(`${BEGUN}:`, 'gu');
const AT_END = new RegExp(`${BEGUN}$`, 'u');

export interface NamedPlace {
  name: string;
  start: number;
  end: number;
}

/** Where a text has names between colons, emoji or not. */
export function namesIn(text: string): NamedPlace[] {
  const found = [...text.matchAll(NAME)].map(({ 0: whole, 1: name = '', index }) => ({
    name,
    start: index,
    end: index + whole.length,
  }));
  return found.filter(({ start }) => !isInCode(text, start));
}

/** The name that a text ends within: its last colon is still to come. */
export function nameBegun(text: string): NamedPlace | null {
  const found = AT_END.exec(text);
  if (!found || isInCode(text, found.index)) return null;
  return { name: found[1] ?? '', start: found.index, end: text.length };
}

/** An odd number of backticks before it has begun code that is not over. */
export function isInCode(text: string, place: number): boolean {
  return text.slice(0, place).split('`').length % 2 === 0;
}

export async function loadNames(language: Language): Promise<Table> {
  return (await TABLES[language]()).default;
}

/** The emoji of a name, in any case; undefined where it is none's. */
export function emojiNamed(table: Table, name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The text with emoji in place of their names, but for those that are to stay. */
export function withEmoji(text: string, table: Table, stays: (name: string) => boolean): string {
  for (const { name, start, end } of namesIn(text)) {
    const emoji = stays(name) ? undefined : emojiNamed(table, name);
    // What follows is looked at anew: a name may begin where another ends.
    if (emoji) return withEmoji(text.slice(0, start) + emoji + text.slice(end), table, stays);
  }
  return text;
}

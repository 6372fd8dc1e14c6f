/// <reference path="./data.d.ts" />
import type { Language } from '../text/languages';

/** What it looks like, what it is called, and other words for it, all in one language. */
export type Emoji = readonly [emoji: string, name: string, keywords: string];

export interface EmojiGroup {
  slug: string;
  emojis: readonly Emoji[];
}

const SETS: Record<Language, () => Promise<{ default: readonly EmojiGroup[] }>> = {
  en: () => import('virtual:emoji/en'),
  tr: () => import('virtual:emoji/tr'),
};

/** All emoji in Unicode's order. Rejects where they do not load. */
export async function loadEmoji(language: Language): Promise<readonly EmojiGroup[]> {
  return (await SETS[language]()).default;
}

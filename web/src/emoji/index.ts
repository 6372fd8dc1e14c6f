/// <reference path="./data.d.ts" />
import type { Language } from '../text/languages';
import type { EmojiGroup } from './emoji-group';

const SETS: Record<Language, () => Promise<{ default: readonly EmojiGroup[] }>> = {
  en: () => import('virtual:emoji/en'),
  tr: () => import('virtual:emoji/tr'),
};

/** All emoji in Unicode's order. Rejects where they do not load. */
export async function loadEmoji(language: Language): Promise<readonly EmojiGroup[]> {
  return (await SETS[language]()).default;
}

import type { Emoji, EmojiGroup } from '.';

/** No screen shows more of them. */
const MOST = 64;

/** The emoji of which some word begins with each word of the query; those named so come first. */
export function searchEmoji(groups: readonly EmojiGroup[], query: string, language: string): readonly Emoji[] {
  const wanted = wordsOf(query, language);
  if (wanted.length === 0) return [];
  const within = (text: string) => {
    const words = wordsOf(text, language);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  };
  const named: Emoji[] = [];
  const meant: Emoji[] = [];
  for (const { emojis } of groups) {
    for (const emoji of emojis) {
      const [, name, keywords] = emoji;
      if (within(name)) named.push(emoji);
      else if (within(`${name} ${keywords}`)) meant.push(emoji);
    }
  }
  return [...named, ...meant].slice(0, MOST);
}

const wordsOf = (text: string, language: string): string[] =>
  text
    .toLocaleLowerCase(language)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);

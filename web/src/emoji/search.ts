import { fold } from '../text/fold';
import type { Emoji, EmojiGroup } from './emoji-group';

/** No screen shows more of them. */
const MOST = 64;

/** The emoji of which some word begins with each word of the query, those first whose name is nearest to it. */
export function searchEmoji(groups: readonly EmojiGroup[], query: string): readonly Emoji[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const ranked: [Emoji[], Emoji[], Emoji[], Emoji[]] = [[], [], [], []];
  for (const { emojis } of groups) {
    for (const emoji of emojis) {
      const rank = rankOf(emoji, wanted);
      if (rank !== null) ranked[rank].push(emoji);
    }
  }
  return ranked.flat().slice(0, MOST);
}

/** 0: that is its name; 1: so its name begins; 2: it is in its name; 3: it is meant by it; null: neither. */
function rankOf([, name, keywords]: Emoji, wanted: readonly string[]): 0 | 1 | 2 | 3 | null {
  const words = wordsOf(name);
  const within = (text: readonly string[]) => wanted.every((part) => text.some((word) => word.startsWith(part)));
  if (words.join(' ') === wanted.join(' ')) return 0;
  if (within(words)) return words[0]?.startsWith(wanted[0] ?? '') ? 1 : 2;
  return within([...words, ...wordsOf(keywords)]) ? 3 : null;
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);

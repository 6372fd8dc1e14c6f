import { fold } from '../text/fold';
import { rankOf } from '../text/match';
import type { Table } from './names';
import { shortcodeOf } from './shortcode';

/** No list beside a text is longer. */
const MOST = 8;

/** What a name that is begun may become: a custom emoji is its shortcode. */
export interface Completion {
  name: string;
  emoji: string;
}

export interface Candidate extends Completion {
  folded: string;
}

interface Ranked extends Completion {
  /** The smaller, the earlier in the list. */
  rank: number;
}

/** All that can be completed, in the order in which they are offered where names fit alike. */
export function candidatesOf(table: Table, custom: readonly string[]): readonly Candidate[] {
  const unicode = Object.entries(table).map(([name, emoji]) => ({ name, emoji }));
  // What a custom emoji is called is no name of Unicode's here, as in texts.
  const own = new Set(custom);
  const all = [
    ...custom.map((name) => ({ name, emoji: shortcodeOf(name) })),
    ...unicode.filter(({ name }) => !own.has(name)).sort((a, b) => a.name.length - b.name.length),
  ];
  return all.map((each) => ({ ...each, folded: fold(each.name) }));
}

/**
 * The emoji for a name that is begun, the best first and each once: those whose name begins so, then those of which another
 * word does. Among equals the ones that were `recent`ly used come first.
 */
export function complete(begun: string, all: readonly Candidate[], recent: readonly string[]): readonly Completion[] {
  const wanted = fold(begun);
  const ranked = all.flatMap(({ name, emoji, folded }): Ranked[] => {
    const rank = rankOf(folded, wanted);
    const used = recent.indexOf(emoji);
    return rank === null ? [] : [{ name, emoji, rank: rank * (recent.length + 1) + (used < 0 ? recent.length : used) }];
  });
  const best = new Map<string, Completion>();
  for (const { name, emoji } of ranked.sort((a, b) => a.rank - b.rank)) {
    if (!best.has(emoji)) best.set(emoji, { name, emoji });
  }
  return [...best.values()].slice(0, MOST);
}

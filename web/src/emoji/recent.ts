import type { Kept } from '../state/page/local-storage';

const KEY = 'snowfight.emoji';
/** Two rows. */
const KEPT = 16;

/** The emoji that were used last in this browser, the last one first. */
export function recentEmoji(kept: Pick<Kept, 'get'>): readonly string[] {
  try {
    const recent: unknown = JSON.parse(kept.get(KEY) ?? '[]');
    return Array.isArray(recent) ? recent.filter((each) => typeof each === 'string').slice(0, KEPT) : [];
  } catch {
    return []; // something else wrote it
  }
}

export function usedEmoji(kept: Pick<Kept, 'get' | 'set'>, emoji: string): void {
  const others = recentEmoji(kept).filter((each) => each !== emoji);
  kept.set(KEY, JSON.stringify([emoji, ...others].slice(0, KEPT)));
}

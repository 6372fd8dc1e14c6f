const KEY = 'snowfight.emoji';
/** Two rows. */
const KEPT = 16;

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** The emoji that were used last in this browser, the last one first. */
export function recentEmoji(storage: Kept): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, KEPT) : [];
  } catch {
    return []; // nothing is kept here, or something else wrote it
  }
}

export function usedEmoji(storage: Kept, emoji: string): void {
  const others = recentEmoji(storage).filter((each) => each !== emoji);
  try {
    storage.setItem(KEY, JSON.stringify([emoji, ...others].slice(0, KEPT)));
  } catch {
    // a browser that keeps nothing
  }
}

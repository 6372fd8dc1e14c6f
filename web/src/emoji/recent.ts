/** What this browser keeps, by name. */
export interface RecentStorage {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

const KEY = 'snowfight.emoji';
/** Two rows. */
const LIMIT = 16;

/** The emoji that were used last in this browser, the last one first. */
export function recentEmoji(storage: Pick<RecentStorage, 'get'>): readonly string[] {
  try {
    const recent: unknown = JSON.parse(storage.get(KEY) ?? '[]');
    return Array.isArray(recent) ? recent.filter((each) => typeof each === 'string').slice(0, LIMIT) : [];
  } catch {
    return []; // something else wrote it
  }
}

export function usedEmoji(storage: RecentStorage, emoji: string): void {
  const others = recentEmoji(storage).filter((each) => each !== emoji);
  storage.set(KEY, JSON.stringify([emoji, ...others].slice(0, LIMIT)));
}

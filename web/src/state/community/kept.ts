import type { LocalStorage } from '../page/local-storage';

/** Whom a user has blocked, as this browser was told last, and when that was, in milliseconds since 1970. */
export interface KeptBlocks {
  usernames: string[];
  asked: number;
}

/** What the browser calls them, and that the user is muted. */
export const blocksName = (me: string): string => `snowfight.blocks.${me}`;
export const muteName = (me: string): string => `snowfight.mute.${me}`;

const HOUR = 60 * 60_000;

/** Null where they were never asked for here. */
export function keptBlocks(storage: Pick<LocalStorage, 'get'>, me: string): KeptBlocks | null {
  try {
    const kept = JSON.parse(storage.get(blocksName(me)) ?? 'null');
    return Array.isArray(kept?.usernames) ? kept : null;
  } catch {
    return null;
  }
}

/** Another device may have blocked somebody since. Of whoever blocks nobody, that is asked once a day. */
export const blocksAreOld = (kept: KeptBlocks | null, now: number): boolean =>
  !kept || now - kept.asked >= (kept.usernames.length > 0 ? HOUR : 24 * HOUR);

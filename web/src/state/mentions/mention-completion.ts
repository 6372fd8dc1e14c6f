/** Whom `@` may become while it is typed. */
import { fold } from '../../text/fold';
import { rankOf } from '../../text/match';
import type { Author, Chat, Message } from '../../wire/index';

/** No list beside a text is longer. */
export const MOST = 8;
/** In a group of so many, every member may mention everybody. */
const SMALL_GROUP = 20;
/** The account is gone; its messages stay. */
const GONE = 'deleted-user';

/** What mentions everybody, `@all`. */
export const ALL = 'all';

/** Who spoke lately in a chat, the latest first. */
export function speakersOf(messages: readonly Message[]): Author[] {
  const speakers = new Map<string, Author>();
  for (const { author } of [...messages].reverse()) {
    if (!speakers.has(author.username)) speakers.set(author.username, author);
  }
  return [...speakers.values()];
}

/** Whether `me` may mention everybody in a chat. */
export const mayMentionAll = ({ kind, admin, member_count }: Chat, me: string): boolean =>
  kind === 'private' || (kind === 'group' && (admin === me || member_count <= SMALL_GROUP));

/**
 * Those whose username or name is what is typed, then those whose name begins so, then those of which another word does;
 * among equals who spoke here last. Each is there once, and at most MOST of them; nobody where a username is typed in full
 * and no other fits: nothing is left to complete, and Enter sends.
 */
export function completeMention(begun: string, people: readonly Author[], speakers: readonly Author[]): Author[] {
  const wanted = fold(begun);
  const spoke = new Map(speakers.map(({ username }, index) => [username, index]));
  const known = new Map(people.map((person) => [person.username, person]));
  known.delete(GONE);
  const ranked = [...known.values()].flatMap((person) => {
    const ranks = [person.username, person.display_name].map((name) => rankOf(fold(name), wanted) ?? Infinity);
    const rank = Math.min(...ranks);
    return rank === Infinity ? [] : [{ person, rank, spoke: spoke.get(person.username) ?? Infinity }];
  });
  ranked.sort((a, b) => a.rank - b.rank || compare(a.spoke, b.spoke));
  const found = ranked.slice(0, MOST).map(({ person }) => person);
  return found.length === 1 && found[0]?.username === begun.toLowerCase() ? [] : found;
}

/** Two that never spoke are equal, though infinity less infinity is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

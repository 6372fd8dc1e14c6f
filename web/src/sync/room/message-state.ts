import type { Message, Reaction } from '../../wire';
import { emojiKey } from './emoji-key';

/** What the reader's own reaction is known to have been as of a change. */
interface OwnReaction {
  on: boolean;
  rev: number;
}

/** No more of a user's own reactions than this are remembered: a room's pages tell of all others. */
const LIMIT = 200;

/**
 * The newest state of each message. Frames are the same for everybody, so they do not say whether the reader is among
 * those who reacted: the names tell, and beyond them what was known before, and the reader's own reactions.
 */
export class MessageStates {
  #own = new Map<string, OwnReaction>();

  constructor(private readonly me: string) {}

  /** The reader's reaction to a message was put there or taken back, as of `rev`. */
  reacted(seq: number, emoji: string, on: boolean, rev: number): void {
    const key = keyOf(seq, emoji);
    if (rev < (this.#own.get(key)?.rev ?? 0)) return;
    this.#own.delete(key);
    this.#own.set(key, { on, rev });
    for (const oldest of this.#own.keys()) if (this.#own.size > LIMIT) this.#own.delete(oldest);
  }

  /** The newer of two states of a message; of one and the same, the one that speaks of the reader. */
  readonly newest = (before: Message | undefined, next: Message): Message => {
    if (before && (next.rev < before.rev || (next.rev === before.rev && !told(next)))) return before;
    if (next.reactions.every(({ me }) => me !== null)) return next;
    return { ...next, reactions: next.reactions.map((each) => this.#resolved(each, next.seq, before)) };
  };

  /** Whether a frame leaves open if the reader is among those who reacted. */
  unsure({ reactions }: Message): boolean {
    return reactions.some((each) => each.me === null && beyondNames(each) && !each.usernames.includes(this.me));
  }

  #resolved(reaction: Reaction, seq: number, before: Message | undefined): Reaction {
    if (reaction.me !== null) return reaction;
    const named = reaction.usernames.includes(this.me);
    return { ...reaction, me: named || (beyondNames(reaction) && this.#kept(seq, reaction.emoji, before)) };
  }

  #kept(seq: number, emoji: string, before: Message | undefined): boolean | null {
    const own = this.#own.get(keyOf(seq, emoji));
    if (own && own.rev > (before?.rev ?? 0)) return own.on;
    if (!before) return null;
    return before.reactions.find((each) => emojiKey(each.emoji) === emojiKey(emoji))?.me ?? false;
  }
}

const keyOf = (seq: number, emoji: string): string => `${seq} ${emojiKey(emoji)}`;

const told = ({ reactions }: Message): boolean => reactions.some(({ me }) => me !== null);

/** More reacted than are named. */
const beyondNames = ({ count, usernames }: Reaction): boolean => count > usernames.length;

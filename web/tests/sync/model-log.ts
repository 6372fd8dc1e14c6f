import type { ChangeFrame } from '../../src/sync/ports';
import type { ChangeHandler, ChangePage, Message, Quote, SendFrame, ThreadPage, ThreadSummary } from '../../src/wire';

/** So few are named that three people are enough to go beyond. */
const NAMED = 1;
/** So short are the pages of changes that there are several. */
const PAGE = 3;

const plain = (emoji: string) => emoji.replaceAll('\uFE0F', '');

/** A room's messages and changes, as the contract describes them. */
export class ModelLog {
  /** Every state that each message was in, oldest first, naming all who reacted. */
  readonly #states: Message[][] = [];
  readonly #reacts = new Set<string>();
  rev = 0;
  /** The number up to which changes are kept no longer. */
  trimmed = 0;
  /** The number up to which messages are over. */
  over = 0;
  #edits = 0;

  constructor(private readonly room: string) {}

  get length(): number {
    return this.#states.length;
  }

  /** An error code where it is a reply to nothing. */
  say(username: string, { room, client_id, body, reply_to = null }: SendFrame): Message | string {
    const original = reply_to === null ? null : this.#states[reply_to - 1]?.at(-1);
    if (original === undefined || original?.deleted || (reply_to ?? this.over + 1) <= this.over)
      return 'no_such_message';
    const thread = original ? (original.thread ?? original.seq) : null;
    const seq = this.length + 1;
    const author = { username, display_name: username, avatar_url: null, bot: false };
    const message: Message = {
      ...{ room, seq, id: `${room}-${seq}`, client_id, author, body: body.trim(), file: null },
      ...{ created: '2026-01-01T00:00:00.000Z', edited: null, deleted: null, deleted_by: null },
      ...{ pinned: false, reactions: [], rev: 0 },
      ...{ reply_to, thread, replies: null, quoted: null, mentions: [], mentions_all: false, call: null },
    };
    this.#states.push([message]);
    return message;
  }

  /** What was said, before any edit. */
  said(): string[] {
    return this.#states.map(([first]) => first?.body ?? '');
  }

  /** The current state of a message, as everybody is told of it. */
  message(seq: number): Message {
    return this.#shownTo(null, this.#states[seq - 1]?.at(-1) as Message);
  }

  messages(user: string | null = null): Message[] {
    return this.#states.map((states) => this.#shownTo(user, states.at(-1) as Message));
  }

  /** What is read while it changes: each message in a state that shows everything up to `rev` at least. */
  read(user: string, rev: number, pick: (states: Message[]) => Message): Message[] {
    return this.#states.map((states) => {
      const first = states.findLastIndex((state) => state.rev <= rev);
      return this.#shownTo(user, pick(states.slice(first)));
    });
  }

  /** The first change of a message behind `seq`, or one more than there are. */
  firstChangeBehind(seq: number): number {
    const revs = this.#states.slice(seq).flatMap((states) => states.map(({ rev }) => rev));
    return Math.min(this.rev + 1, ...revs.filter((rev) => rev > 0));
  }

  /** An error code, or what is told; the message alone where it was so already. */
  change(username: string, frame: ChangeFrame): string | { message: Message; told: ChangeHandler | null } {
    const before = this.#states[frame.seq - 1]?.at(-1);
    if (!before || frame.seq <= this.over) return 'no_such_message';
    const after = before.deleted ? deleted(before, frame) : this.#after(before, username, frame);
    if (typeof after === 'string') return after;
    if (after === before) return { message: before, told: null };
    this.rev += 1;
    this.#states[frame.seq - 1]?.push({ ...after, rev: this.rev });
    const { room, rev } = this;
    const { seq, type: kind } = frame;
    const reaction = frame.type === 'react' ? { emoji: frame.emoji, on: frame.on } : {};
    const message = this.message(seq);
    const left = frame.type === 'delete' && message.thread ? { thread_replies: this.#replies(message.thread) } : {};
    return {
      message,
      told: { type: 'change_handler', room, rev, seq, kind, username, ...reaction, message, ...left } as ChangeHandler,
    };
  }

  changes(user: string, after: number, from: number): ChangePage {
    const reset = after < this.trimmed || after > this.rev;
    if (reset) return { messages: [], rev: this.rev, more: false, reset };
    const changed = this.messages(user).filter(({ rev, seq }) => rev > after && seq >= from && seq > this.over);
    const messages = changed.sort((a, b) => a.rev - b.rev).slice(0, PAGE);
    const more = changed.length > messages.length;
    return { messages, rev: more ? (messages.at(-1)?.rev ?? 0) : this.rev, more, reset };
  }

  /** The thread that a message begins, or is in. */
  thread(user: string, seq: number, after: number, limit: number): ThreadPage {
    const first = this.message(seq).thread ?? seq;
    const replies = this.messages(user).filter((each) => each.thread === first && !each.deleted && each.seq > after);
    const root = this.messages(user)[first - 1] as Message;
    return { root, messages: replies.slice(0, limit), has_newer: replies.length > limit, rev: this.rev };
  }

  /** The current states of what changed behind `after`, as gathered frames tell them. */
  changedSince(after: number): Message[] {
    return this.messages().filter(({ rev }) => rev > after);
  }

  #after(before: Message, username: string, frame: ChangeFrame): Message | string {
    switch (frame.type) {
      case 'edit':
        if (before.author.username !== username) return 'not_yours';
        if (before.body === frame.body) return before;
        if (before.edited !== (frame.known ?? null)) return 'stale';
        this.#edits += 1;
        return { ...before, body: frame.body, edited: new Date(this.#edits).toISOString() };
      case 'delete':
        if (before.author.username !== username) return 'not_yours';
        return { ...before, deleted: 'now', deleted_by: username, body: null, pinned: false, reactions: [] };
      case 'pin':
        return before.pinned === frame.on ? before : { ...before, pinned: frame.on };
      case 'react':
        return this.#reacted(before, username, frame);
    }
  }

  #reacted(before: Message, username: string, frame: Extract<ChangeFrame, { type: 'react' }>): Message {
    const emoji = plain(frame.emoji);
    const chip = before.reactions.find((each) => each.emoji === emoji);
    const repeated = this.#reacts.has(frame.client_id);
    this.#reacts.add(frame.client_id);
    if (repeated || (chip?.usernames.includes(username) ?? false) === frame.on) return before;
    const usernames = frame.on
      ? [...(chip?.usernames ?? []), username]
      : (chip?.usernames ?? []).filter((each) => each !== username);
    const after = { emoji, count: usernames.length, usernames, me: null };
    const reactions = chip
      ? before.reactions.map((each) => (each === chip ? after : each)).filter(({ count }) => count > 0)
      : [...before.reactions, after];
    return { ...before, reactions };
  }

  /** As one user is answered, or, for null, as everybody is told: with its quote and its thread's replies as of now. */
  #shownTo(user: string | null, message: Message): Message {
    const reactions = message.reactions.map(({ emoji, count, usernames }) => ({
      ...{ emoji, count, usernames: usernames.slice(0, NAMED), me: user === null ? null : usernames.includes(user) },
    }));
    return { ...message, reactions, quoted: this.#quoted(message), replies: this.#replies(message.seq) };
  }

  #quoted({ reply_to }: Message): Quote | null {
    const original = reply_to ? this.#states[reply_to - 1]?.at(-1) : undefined;
    if (!original) return null;
    const { seq, author, body, deleted: gone } = original;
    return { seq, author, body, filename: null, deleted: gone };
  }

  #replies(thread: number): ThreadSummary | null {
    const replies = this.#states.map((states) => states.at(-1) as Message);
    const left = replies.filter((each) => each.thread === thread && !each.deleted).reverse();
    const usernames = [...new Set(left.map(({ author }) => author.username))].slice(0, 5);
    return left[0] ? { count: left.length, last_seq: left[0].seq, usernames } : null;
  }
}

function deleted(message: Message, frame: ChangeFrame): Message | string {
  return frame.type === 'delete' ? message : 'no_such_message';
}

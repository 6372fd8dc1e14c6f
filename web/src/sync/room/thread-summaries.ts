import type { Message, ThreadSummary } from '../../wire';

/** A thread's replies as the server told of them, and the last change that it had counted by then. */
interface Told {
  replies: ThreadSummary | null;
  rev: number;
}

/** No more threads than this are remembered. */
const LIMIT = 1_000;
/** The latest repliers are named, so many. */
const NAMED = 5;

/**
 * How many replies each thread has: as the server told last, and one more for each reply that has come since. Nothing
 * older takes the place of what it told; a deletion of which only the reply was told makes that doubtful.
 */
export class ThreadSummaries {
  #told = new Map<number, Told>();
  #doubtful = new Set<number>();
  #version = 0;

  /** The first message of a thread that is to be asked for anew; null where there is none. */
  get doubtful(): number | null {
    return this.#doubtful.values().next().value ?? null;
  }

  /** Another number whenever something else was told. */
  get version(): number {
    return this.#version;
  }

  /** Messages that show every change up to `rev`. */
  shown(messages: readonly Message[], rev: number): void {
    for (const { seq, replies, rev: own } of messages)
      if (replies || this.#told.has(seq)) this.tell(seq, replies, Math.max(rev, own));
  }

  /** The replies of the thread that begins with `seq`, all changes up to `rev` counted. */
  tell(seq: number, replies: ThreadSummary | null, rev: number): void {
    if (rev < (this.#told.get(seq)?.rev ?? 0)) return;
    this.#told.delete(seq);
    this.#told.set(seq, { replies, rev });
    this.#doubtful.delete(seq);
    this.#version += 1;
    for (const oldest of this.#told.keys()) if (this.#told.size > LIMIT) this.#told.delete(oldest);
  }

  /** A reply was deleted, by the change `rev`; what is left of its thread was not said. */
  lost(thread: number, rev: number): void {
    if (rev > (this.#told.get(thread)?.rev ?? 0)) this.#doubtful.add(thread);
  }

  /** There is nothing to be asked for: the thread is no more. */
  over(seq: number): void {
    this.#doubtful.delete(seq);
  }

  /** A first page came anew: what was said meanwhile is not here. */
  forget(): void {
    this.#told.clear();
    this.#doubtful.clear();
  }

  /** `messages` with their `replies` as of now; `newest` are all messages since the server told. */
  applied(messages: readonly Message[], newest: readonly Message[]): readonly Message[] {
    const since = new Map<number, Message[]>();
    for (const reply of newest) {
      if (!reply.thread || reply.deleted) continue;
      const others = since.get(reply.thread);
      if (others) others.push(reply);
      else since.set(reply.thread, [reply]);
    }
    const applied = messages.map((message) => {
      const told = this.#told.get(message.seq);
      const replies = (since.get(message.seq) ?? []).reduce(withReply, told ? told.replies : message.replies);
      return equal(replies, message.replies) ? message : { ...message, replies };
    });
    return applied.some((message, i) => message !== messages[i]) ? applied : messages;
  }
}

function withReply(before: ThreadSummary | null, { seq, author: { username } }: Message): ThreadSummary | null {
  const { count, last_seq, usernames } = before ?? { count: 0, last_seq: 0, usernames: [] };
  if (seq <= last_seq) return before;
  const others = usernames.filter((other) => other !== username);
  return { count: count + 1, last_seq: seq, usernames: [username, ...others].slice(0, NAMED) };
}

function equal(a: ThreadSummary | null, b: ThreadSummary | null): boolean {
  if (!a || !b) return a === b;
  return a.count === b.count && a.last_seq === b.last_seq && a.usernames.join() === b.usernames.join();
}

import type { Message, Quote } from '../../wire';

/** A quote is cut at so many code points. */
const LENGTH = 140;

/** A message as replies to it quote it. */
export function quoteOf({ seq, author, body, file, deleted }: Message): Quote {
  if (deleted) return { seq, author, body: null, filename: null, deleted };
  const short = body === null ? null : [...body].slice(0, LENGTH).join('');
  return { seq, author, body: short, filename: file?.filename ?? null, deleted: null };
}

/** A reply that quotes the message it is one to as that is now; the same where it does already. */
export function quoting(reply: Message, original: Message): Message {
  const [before, now] = [reply.quoted, quoteOf(original)];
  const same = before && before.body === now.body && before.filename === now.filename && before.deleted === now.deleted;
  return same ? reply : { ...reply, quoted: now };
}

/** No more of them than this are remembered. */
const LIMIT = 200;

/** What was heard of changes to messages that are not here: replies to them may be, or come. */
export class DistantOriginals {
  #states = new Map<number, Message>();

  get(seq: number): Message | undefined {
    return this.#states.get(seq);
  }

  heard(message: Message): void {
    const before = this.#states.get(message.seq);
    if (before && before.rev > message.rev) return;
    this.#states.delete(message.seq);
    this.#states.set(message.seq, message);
    for (const oldest of this.#states.keys()) if (this.#states.size > LIMIT) this.#states.delete(oldest);
  }

  /** Changes were asked for from number `from` on: of those before it, some may have been missed. */
  forget(from = Number.POSITIVE_INFINITY): void {
    for (const seq of this.#states.keys()) if (seq < from) this.#states.delete(seq);
  }
}

import type { Message } from '../../wire';
import { ordered, type Page, Run } from './run';

/**
 * The newest run of a room's log. Takes messages in any order, any number of times; what lies behind a hole waits until
 * the hole is filled, or the server has nothing that would fill it: messages may be kept for a time only.
 */
export class Timeline extends Run {
  /** True once a first page has been taken; until then everything waits. */
  opened = false;
  #ahead = new Map<number, Message>();
  #known = 0;

  /** How many messages the server has beyond the run, as far as told. */
  get lag(): number {
    return Math.max(this.#known - this.last, 0);
  }

  /** True while something newer is known to exist: fetch `?after=end`. */
  get behind(): boolean {
    return this.opened && this.lag > 0;
  }

  /**
   * The newest page of a log that reaches up to `last`: the run starts from it, anew if it does not meet what is here,
   * or if it is to. True where it did.
   */
  open(page: Page, last = 0, anew = false): boolean {
    const messages = ordered(page.messages);
    const end = Math.max(messages.at(-1)?.seq ?? 0, last);
    const first = messages[0]?.seq ?? end + 1;
    const starts = anew || !this.opened || first > this.last + 1;
    if (starts) {
      this.opened = true;
      this.hasOlder = page.has_older;
      const before = [...this.run, ...this.#ahead.values()];
      this.run = messages;
      this.last = end;
      this.update(before);
    }
    this.announced(end);
    this.add(messages);
    return starts;
  }

  /** The page that was asked for with `after`, which is `end` or was it: what its messages leave out is no more. */
  follow(page: Page): void {
    this.add(page.messages);
    this.#drain(Math.max(0, ...page.messages.map(({ seq }) => seq)));
  }

  /** Messages from frames or newer pages, or states of them after a change; what lies before the run is left alone. */
  add(messages: readonly Message[]): void {
    for (const message of messages) {
      this.announced(message.seq);
      if (!this.opened || message.seq > this.last)
        this.#ahead.set(message.seq, this.newest(this.#ahead.get(message.seq), message));
    }
    this.update(messages);
    this.#drain();
  }

  /** Takes up another run of the log; false, and nothing, where something lies between the two. */
  meet(other: Run): boolean {
    if (!this.opened || other.end + 1 < this.start || other.start > this.last + 1) return false;
    if (other.start < this.start) this.prepend(this.start, { messages: other.messages, has_older: other.hasOlder });
    this.follow({ messages: other.messages, has_older: other.hasOlder });
    return true;
  }

  /** The server says its log reaches up to `seq`. */
  announced(seq: number): void {
    this.#known = Math.max(this.#known, seq);
  }

  /** What is here is no longer what the server has: everything waits for a first page again. */
  forget(): void {
    this.opened = false;
    this.run = [];
    this.#ahead.clear();
    this.last = 0;
    this.#known = 0;
  }

  /** Moves on to what is here, over holes only up to `sure`. */
  #drain(sure = 0): void {
    if (!this.opened) return;
    const fresh: Message[] = [];
    for (let seq = this.last + 1; seq <= sure || this.#ahead.has(seq); seq++) {
      const next = this.#ahead.get(seq);
      if (next) fresh.push(next);
      this.last = seq;
    }
    if (fresh.length > 0) this.run = [...this.run, ...fresh];
    for (const seq of this.#ahead.keys()) if (seq <= this.last) this.#ahead.delete(seq);
  }
}

import type { Message } from '../wire';

type Page = { messages: readonly Message[]; has_older: boolean };

/**
 * One room's log as far as it is known here. Takes messages in any order, any number of times, and shows an unbroken
 * run of them; what lies behind a hole waits until the hole is filled, or the server has nothing that would fill it:
 * messages may be kept for a time only.
 */
export class Timeline {
  /** True once a first page has been taken; until then everything waits. */
  opened = false;
  /** True while the server has messages before the run. */
  hasOlder = false;
  #run: readonly Message[] = [];
  #ahead = new Map<number, Message>();
  #end = 0;
  #known = 0;

  /** The run, oldest first; a new array whenever it changes. */
  get messages(): readonly Message[] {
    return this.#run;
  }

  /** The number up to which everything is here; 0 before the first message. */
  get end(): number {
    return this.#end;
  }

  /** The number of the oldest message here. */
  get start(): number {
    return this.#run[0]?.seq ?? this.#end + 1;
  }

  /** How many messages the server has beyond the run, as far as told. */
  get lag(): number {
    return Math.max(this.#known - this.#end, 0);
  }

  /** True while something newer is known to exist: fetch `?after=end`. */
  get behind(): boolean {
    return this.opened && this.lag > 0;
  }

  /** The newest page of a log that reaches up to `last`: the run starts from it, anew if it does not meet what is here. */
  open(page: Page, last = 0): void {
    const messages = ordered(page.messages);
    const end = Math.max(messages.at(-1)?.seq ?? 0, last);
    const first = messages[0]?.seq ?? end + 1;
    if (!this.opened || first > this.#end + 1) {
      this.opened = true;
      this.hasOlder = page.has_older;
      this.#run = messages;
      this.#end = end;
    }
    this.announced(end);
    this.add(messages);
  }

  /** The page that was asked for with `after`, which is `end` or was it: what its messages leave out is no more. */
  follow(page: Page): void {
    this.add(page.messages);
    this.#drain(Math.max(0, ...page.messages.map(({ seq }) => seq)));
  }

  /** Messages from frames or newer pages. */
  add(messages: readonly Message[]): void {
    for (const message of messages) {
      this.announced(message.seq);
      if (!this.opened || message.seq > this.#end) this.#ahead.set(message.seq, message);
    }
    this.#drain();
  }

  /** The page that was asked for with `before`; one that no longer meets the run is dropped. */
  prepend(before: number, page: Page): void {
    if (before !== this.start) return;
    this.hasOlder = page.has_older;
    this.#run = [...ordered(page.messages).filter((message) => message.seq < before), ...this.#run];
  }

  /** The server says its log reaches up to `seq`. */
  announced(seq: number): void {
    this.#known = Math.max(this.#known, seq);
  }

  /** Moves on to what is here, over holes only up to `sure`. */
  #drain(sure = 0): void {
    if (!this.opened) return;
    const fresh: Message[] = [];
    for (let seq = this.#end + 1; seq <= sure || this.#ahead.has(seq); seq++) {
      const next = this.#ahead.get(seq);
      if (next) fresh.push(next);
      this.#end = seq;
    }
    if (fresh.length > 0) this.#run = [...this.#run, ...fresh];
    for (const seq of this.#ahead.keys()) if (seq <= this.#end) this.#ahead.delete(seq);
  }
}

function ordered(messages: readonly Message[]): Message[] {
  const sorted = messages.toSorted((a, b) => a.seq - b.seq);
  return sorted.filter((message, i) => message.seq !== sorted[i - 1]?.seq);
}

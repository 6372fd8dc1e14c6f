import type { Message } from '../../wire';

/** As much of a page as a run takes. */
export type Page = { messages: readonly Message[]; has_older: boolean };

/** Which of two states of a message is shown. */
export type Newest = (before: Message | undefined, next: Message) => Message;

/** An unbroken run of a room's log, oldest first. What a page leaves out between two numbers is no more. */
export class Run {
  /** True while the server has messages before the run. */
  hasOlder = false;
  protected run: readonly Message[] = [];
  protected last = 0;

  constructor(protected readonly newest: Newest = later) {}

  /** Oldest first; a new array whenever it changes. */
  get messages(): readonly Message[] {
    return this.run;
  }

  /** The number up to which everything is here; 0 before the first message. */
  get end(): number {
    return this.last;
  }

  /** The number of the oldest message here. */
  get start(): number {
    return this.run[0]?.seq ?? this.last + 1;
  }

  find(seq: number): Message | undefined {
    let [low, high] = [0, this.run.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.run[middle]?.seq ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return this.run[low]?.seq === seq ? this.run[low] : undefined;
  }

  /** The page that was asked for with `before`; false where it no longer meets the run, and is dropped. */
  prepend(before: number, page: Page): boolean {
    if (before !== this.start) return false;
    this.hasOlder = page.has_older;
    this.run = [...ordered(page.messages).filter((message) => message.seq < before), ...this.run];
    return true;
  }

  /** Newer states of messages in the run take their place. */
  update(messages: readonly Message[]): void {
    const newer = new Map<number, Message>();
    for (const message of messages) {
      const before = newer.get(message.seq) ?? this.find(message.seq);
      const after = before && this.newest(before, message);
      if (after && after !== before) newer.set(message.seq, after);
    }
    if (newer.size > 0) this.run = this.run.map((message) => newer.get(message.seq) ?? message);
  }

  /** Each message in the form that `form` gives it; the run stays the same where that changes none. */
  reform(form: (message: Message) => Message): void {
    const run = this.run.map(form);
    if (run.some((message, i) => message !== this.run[i])) this.run = run;
  }
}

const later: Newest = (before, next) => (before && before.rev >= next.rev ? before : next);

export function ordered(messages: readonly Message[]): Message[] {
  const sorted = messages.toSorted((a, b) => a.seq - b.seq);
  return sorted.filter((message, i) => message.seq !== sorted[i - 1]?.seq);
}

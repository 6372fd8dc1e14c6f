import type { Message } from '../../wire';
import { type Newest, ordered, type Page, Run } from './run';

/**
 * A run of the log that a jump led to: what lies between it and the newest messages is not here. It grows at both ends,
 * until it meets them.
 */
export class Stretch extends Run {
  constructor(page: Page, newest: Newest) {
    super(newest);
    this.hasOlder = page.has_older;
    this.run = ordered(page.messages);
    this.last = this.run.at(-1)?.seq ?? 0;
  }

  /** A number in the middle of it. */
  get middle(): number {
    return this.run[this.run.length >> 1]?.seq ?? this.last;
  }

  /** The page that was asked for with `after`; false where it no longer meets the stretch, and is dropped. */
  append(after: number, messages: readonly Message[]): boolean {
    if (after !== this.last) return false;
    const fresh = ordered(messages).filter(({ seq }) => seq > after);
    this.run = [...this.run, ...fresh];
    this.last = fresh.at(-1)?.seq ?? this.last;
    return true;
  }
}

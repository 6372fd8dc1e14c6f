import type { Clock } from '../../src/sync/ports';

interface Timer {
  at: number;
  fn: () => void;
}

/** Time that passes only when told to: timers fire in order, with all promises settled between two of them. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, fn: () => void): () => void {
    const timer = { at: this.#now + ms, fn };
    const place = this.#timers.findLastIndex((other) => other.at <= timer.at) + 1;
    this.#timers.splice(place, 0, timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /** Lets `ms` pass, or less when `done` says so. */
  async pass(ms: number, done: () => boolean = () => false): Promise<void> {
    const until = this.#now + ms;
    await settled();
    while (!done()) {
      const next = this.#timers[0];
      if (!next || next.at > until) break;
      this.#timers.shift();
      this.#now = next.at;
      next.fn();
      await settled();
    }
    if (!done()) this.#now = until;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

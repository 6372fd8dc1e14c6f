const SHORTEST = 4_000;
const LONGEST = 30_000;
/** A slow answer is forgotten bit by bit: what is left of it with each quicker one. */
const DECAY = 7 / 8;

/**
 * How long to wait for an answer before asking again: longer where answers have been slow lately, and twice as long each
 * time, as TCP does (RFC 6298). Else a server that is behind would be made to do everything twice, and fall further behind.
 */
export class ResendDelay {
  #slowest = 0;

  constructor(private readonly random: () => number) {}

  /** An answer took `ms` milliseconds, counted from when it was first asked for. */
  took(ms: number): void {
    this.#slowest = Math.max(ms, this.#slowest * DECAY);
  }

  /** Milliseconds to wait for an answer that was asked for `attempt` times before. */
  wait(attempt: number): number {
    const wait = Math.max(SHORTEST, 2 * this.#slowest) * 2 ** Math.min(attempt, 20);
    return Math.min(LONGEST, wait) * (1 + this.random() / 4);
  }
}

import type { Ports } from '../ports';

/** What a frame leaves open is asked for within so many milliseconds. */
const WITHIN = 20_000;

/** Whether a room is to ask what changed, though nothing says that something is missing. */
export class Checks {
  #wanted = 0;
  #done = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'random'>,
    private readonly ask: () => void,
  ) {}

  get due(): boolean {
    return this.#done < this.#wanted;
  }

  now(): void {
    this.#wanted += 1;
    this.ask();
  }

  /** Everybody who looks has the same question: so each asks at a time of their own, once for all that comes until then. */
  later(): void {
    this.#cancelTimer ??= this.ports.clock.after(WITHIN * (0.2 + 0.8 * this.ports.random()), () => {
      this.#cancelTimer = undefined;
      this.now();
    });
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  /** Called as it is asked; what comes back is called with the answer, which answers what was wanted until now. */
  asked(): () => void {
    const wanted = this.#wanted;
    return () => {
      this.#done = wanted;
    };
  }
}

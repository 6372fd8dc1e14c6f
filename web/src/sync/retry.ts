import { fullJitter, isFinal, retryAfterOf } from './connection/backoff';
import type { Ports } from './ports';

type World = Pick<Ports, 'clock' | 'random' | 'signals'>;

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** Failures longer ago than this, in milliseconds, say nothing of now. */
const FORGOTTEN = 2 * LONGEST_WAIT;

/**
 * Does something again that failed: by itself, after waits that grow, and at once when there is a sign that it may
 * work now. No such sign is relied upon: browsers do not always tell that the network is back.
 */
export class Retry {
  #failures = 0;
  #failedAt = 0;
  #disarm: (() => void) | undefined;

  constructor(
    private readonly ports: World,
    private readonly again: () => void,
  ) {}

  /** It failed just now. Nothing follows on an answer that would be the same again. */
  failed(error: unknown): void {
    this.stop();
    if (isFinal(error)) return;
    const atLeast = retryAfterOf(error);
    const { clock, random, signals } = this.ports;
    if (clock.now() - this.#failedAt > FORGOTTEN + atLeast) this.#failures = 0;
    this.#failedAt = clock.now();
    const wait = atLeast + fullJitter(random, this.#failures++, FIRST_WAIT, LONGEST_WAIT);
    const cancel = clock.after(wait, () => this.#go());
    const unlisten = signals.listen((signal) => {
      if (signal === 'offline' || clock.now() - this.#failedAt < atLeast) return;
      this.#failures = 0;
      this.#go();
    });
    this.#disarm = () => {
      cancel();
      unlisten();
    };
  }

  /** It worked, or is not wanted any more. */
  stop(): void {
    this.#disarm?.();
    this.#disarm = undefined;
  }

  #go(): void {
    this.stop();
    this.again();
  }
}

/** The answer of the first try that works. Ends only with it. */
export function persist<T>(ports: World, attempt: () => Promise<T>): Promise<T> {
  return new Promise((resolve) => {
    const go = () => void attempt().then(resolve, (error: unknown) => retry.failed(error));
    const retry = new Retry(ports, go);
    go();
  });
}

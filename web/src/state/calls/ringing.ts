import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../sync/ports';
import type { CallRing, CallState } from '../../wire/index';

/** Somebody calls. `expires` is in milliseconds since 1970, by this machine's clock. */
export interface Ring {
  room: string;
  call: string;
  username: string;
  video: boolean;
  expires: number;
}

/** So long, in milliseconds, a call rings (wire contract, part 6). */
const LONGEST = 45_000;
/** As many calls that ring no more are remembered: a ring may come twice, or late. */
const REMEMBERED = 50;

/**
 * The calls that ring for the user: until they expire, are answered or declined on any of the user's devices, or are
 * over. One that has ended here rings no more.
 */
export class Ringing {
  readonly #rings = signal<readonly Ring[]>([]);
  #timers = new Map<string, () => void>();
  #ended = new Set<string>();

  constructor(
    private readonly me: string,
    private readonly clock: Clock,
  ) {}

  /** The one that rings longest first. */
  get rings(): ReadonlySignal<readonly Ring[]> {
    return this.#rings;
  }

  rang({ room, call, username, video, expires }: CallRing): void {
    if (this.#ended.has(call) || this.#timers.has(call)) return;
    const left = leftOf(Date.parse(expires) - this.clock.now());
    this.#timers.set(
      call,
      this.clock.after(left, () => this.end(call)),
    );
    this.#rings.value = [...this.#rings.value, { room, call, username, video, expires: this.clock.now() + left }];
  }

  told({ call, state, participants, declined }: CallState): void {
    const answered = participants.some(({ username }) => username === this.me);
    if (state === 'over' || answered || declined.includes(this.me)) this.end(call);
  }

  /** It rings no more, and will not again. */
  end(call: string): void {
    this.#timers.get(call)?.();
    this.#timers.delete(call);
    this.#ended.add(call);
    for (const oldest of [...this.#ended].slice(0, -REMEMBERED)) this.#ended.delete(oldest);
    if (this.#rings.value.some((ring) => ring.call === call))
      this.#rings.value = this.#rings.value.filter((ring) => ring.call !== call);
  }

  stop(): void {
    for (const cancelTimer of this.#timers.values()) cancelTimer();
    this.#timers.clear();
    this.#rings.value = [];
  }
}

/** A clock that is wrong makes a ring neither endless nor nothing: whoever is told of it, it rings for. */
const leftOf = (ms: number): number => (ms > 0 && ms < LONGEST ? ms : LONGEST);

import { fullJitter, isFinal, statusOf } from '../connection/backoff';
import type { Ports } from '../ports';

/** What is caught up with. */
export interface Missing {
  /** Something is known to be missing, and wanted. */
  due(): boolean;
  /** Fetches a page of it; false where that brought nothing on. */
  page(): Promise<boolean>;
  /** The server's answer is final. */
  ended(status: number): void;
  /** It began or ended to ask. */
  changed(): void;
}

/** Asks for what is missing until nothing is; later and later where that fails, or brings nothing on. */
export class CatchUp {
  #busy = false;
  #failures = 0;
  #cancelTimer: (() => void) | undefined;
  #patient = false;

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'random'>,
    private readonly missing: Missing,
  ) {}

  get asking(): boolean {
    return this.#busy || this.failing;
  }

  get failing(): boolean {
    return this.#failures > 0;
  }

  /** What is missing is probably on its way, so it gets a moment. */
  soon(): void {
    this.#later(200 + this.ports.random() * 600);
  }

  /** It comes with what others say, perhaps: a busy chat is told once a second. Whatever is wanted sooner goes before. */
  patiently(): void {
    this.#later(1200 + this.ports.random() * 600, true);
  }

  now(): void {
    this.#failures = 0;
    this.stop();
    void this.#fetch();
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #later(ms: number, patient = false): void {
    if (this.#busy || !this.missing.due()) return;
    if (this.#cancelTimer && (patient || !this.#patient)) return;
    this.stop();
    this.#patient = patient;
    this.#cancelTimer = this.ports.clock.after(ms, () => {
      this.#cancelTimer = undefined;
      void this.#fetch();
    });
  }

  async #fetch(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      let moved = true;
      while (moved && this.missing.due()) {
        moved = await this.missing.page();
        this.#failures = moved || !this.missing.due() ? 0 : this.#failures + 1;
      }
    } catch (error) {
      if (isFinal(error)) this.missing.ended(statusOf(error));
      this.#failures += 1;
    }
    this.#busy = false;
    this.#later(250 + fullJitter(this.ports.random, this.#failures, 500, 30_000));
    this.missing.changed();
  }
}

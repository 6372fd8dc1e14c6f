import { signal } from '@preact/signals';

/** A list that is short enough to come whole, and comes anew after each change. */
export class WholeList<T> {
  /** Null until it has come. */
  readonly items = signal<readonly T[] | null>(null);
  /** Why it did not come the last time; null while all is well. */
  readonly failure = signal<unknown>(null);
  #asked = 0;

  constructor(private readonly ask: () => Promise<readonly T[]>) {}

  /** Of several answers under way, the one that was asked for last counts. */
  async load(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.failure.value = null;
    try {
      const items = await this.ask();
      if (asked === this.#asked) this.items.value = items;
    } catch (error) {
      if (asked === this.#asked) this.failure.value = error;
    }
  }

  /** What an act that failed may have done all the same, as its answer was lost, is in the list then. */
  protected async changing<R>(act: () => Promise<R>): Promise<R> {
    try {
      return await act();
    } finally {
      await this.load();
    }
  }
}

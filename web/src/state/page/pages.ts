import { signal } from '@preact/signals';

interface Page<T> {
  items: readonly T[];
  /** Where the next one begins; null: that was the last. */
  cursor: string | null;
}

/** A list that comes page by page, as what mentioned the user, or a chat's files. */
export class Pages<T> {
  /** Null until the first page has come. */
  readonly items = signal<readonly T[] | null>(null);
  readonly loading = signal(false);
  /** Why the page that was asked for last did not come; null while all is well. */
  readonly failure = signal<unknown>(null);
  #cursor = signal<string | null>(null);

  /** @param ask answers the page at a cursor, without one the first */
  constructor(private readonly ask: (cursor: string | null) => Promise<Page<T>>) {}

  /** There is more. Read while rendering, it is followed. */
  get more(): boolean {
    return this.#cursor.value !== null;
  }

  /** Loads the next page, or the first, unless it does already. */
  async next(): Promise<void> {
    if (this.loading.value || (this.items.value && !this.more)) return;
    this.loading.value = true;
    this.failure.value = null;
    try {
      const { items, cursor } = await this.ask(this.#cursor.value);
      this.items.value = [...(this.items.value ?? []), ...items];
      this.#cursor.value = cursor;
    } catch (error) {
      this.failure.value = error;
    }
    this.loading.value = false;
  }
}

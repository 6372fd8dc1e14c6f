import { signal } from '@preact/signals';

/** So much is remembered of a chat. */
const LIMIT = 500;

/** What the reader has opened within a chat's messages. Lines are drawn anew as one scrolls: they cannot remember it. */
export class OpenedSpoilers {
  readonly #keys = signal<ReadonlySet<string>>(new Set());

  has(key: string): boolean {
    return this.#keys.value.has(key);
  }

  set(key: string, open: boolean): void {
    const others = [...this.#keys.value].filter((other) => other !== key);
    this.#keys.value = new Set(open ? [...others, key].slice(-LIMIT) : others);
  }
}

import type { LocalStorage } from '../page/local-storage';
import { recentSearchesName } from '../page/recent-searches-name';

/** No more are kept. */
const LIMIT = 10;

/** What a user searched for last, kept in the browser. Whoever logs out leaves none (`state/index.ts`). */
export class RecentSearches {
  readonly #name: string;

  constructor(
    user: string,
    private readonly storage: Pick<LocalStorage, 'get' | 'set' | 'remove'>,
  ) {
    this.#name = recentSearchesName(user);
  }

  /** The latest first. Read each time: another tab may have searched. */
  get all(): readonly string[] {
    try {
      const kept: unknown = JSON.parse(this.storage.get(this.#name) ?? '[]');
      return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, LIMIT) : [];
    } catch {
      return [];
    }
  }

  add(query: string): void {
    if (query) this.#keep([query, ...this.#without(query)]);
  }

  remove(query: string): void {
    this.#keep(this.#without(query));
  }

  #without(query: string): string[] {
    return this.all.filter((each) => each !== query);
  }

  #keep(searches: string[]): void {
    if (searches.length > 0) this.storage.set(this.#name, JSON.stringify(searches.slice(0, LIMIT)));
    else this.storage.remove(this.#name);
  }
}

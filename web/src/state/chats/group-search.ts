import { signal } from '@preact/signals';
import type { GroupsApi } from '../../api/groups-api';
import type { Clock } from '../../sync/ports';
import type { Chat } from '../../wire/index';

/** Typing that pauses this long, in milliseconds, is searched for. */
const PAUSE = 250;

/** The search in the list of open groups: an answer that is not asked for any more is dropped. */
export class GroupSearch {
  readonly query = signal('');
  /** Null until the first answer. */
  readonly groups = signal<readonly Chat[] | null>(null);
  readonly searching = signal(false);
  readonly failure = signal<unknown>(null);
  readonly more = signal(false);
  #cursor: string | null = null;
  #requests = 0;
  #cancelTimer = () => {};

  constructor(
    private readonly api: Pick<GroupsApi, 'groups'>,
    private readonly clock: Clock,
  ) {}

  /** Searches when the typing pauses. */
  type(query: string): void {
    this.query.value = query;
    this.#cancelTimer();
    this.#cancelTimer = this.clock.after(PAUSE, () => void this.search());
  }

  /** From the beginning. */
  search(): Promise<void> {
    return this.#ask(null);
  }

  next(): Promise<void> {
    return this.#ask(this.#cursor);
  }

  stop(): void {
    this.#cancelTimer();
    this.#requests += 1;
  }

  async #ask(cursor: string | null): Promise<void> {
    this.#requests += 1;
    const request = this.#requests;
    this.searching.value = true;
    this.failure.value = null;
    try {
      const page = await this.#page(cursor);
      if (request !== this.#requests) return;
      this.groups.value = cursor ? [...(this.groups.value ?? []), ...page.groups] : page.groups;
      this.#cursor = page.cursor;
      this.more.value = page.cursor !== null;
    } catch (error) {
      if (request === this.#requests) this.failure.value = error;
    }
    if (request === this.#requests) this.searching.value = false;
  }

  /** A page may be empty though there is more: then the next one is what is wanted. */
  async #page(cursor: string | null) {
    const query = this.query.value.trim();
    let page = await this.api.groups(query, cursor);
    for (let tries = 0; tries < 10 && page.groups.length === 0 && page.cursor; tries++) {
      page = await this.api.groups(query, page.cursor);
    }
    return page;
  }
}

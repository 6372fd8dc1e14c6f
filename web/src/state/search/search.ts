import { batch, signal } from '@preact/signals';
import { TIMEOUT } from '../../api/http';
import type { SearchApi } from '../../api/search-api';
import { retryAfterOf } from '../../sync/connection/backoff';
import type { Clock } from '../../sync/ports';
import type { SearchPage, SearchResult } from '../../wire/index';
import { finished, inputOf, NOTHING, queryOf, type SearchInput, take, takeAll } from './search-query';

/** Typing that pauses this long, in milliseconds, is searched for. */
const PAUSE = 250;

/** What is searched for, and in which chat; null: in all of them. */
export interface Asked {
  query: string;
  room: string | null;
}

/** How far a search has come. */
interface Found {
  /** As they came: a page is grouped by itself, so that the next one moves nothing. */
  pages: readonly (readonly SearchResult[])[];
  cursor: string | null;
  complete: boolean;
  /** Everything back to that time was searched, where it is not complete. */
  searchedTo: string | null;
}

/** One search as it is typed. An answer to what is not asked for any more is never shown. */
export class Search {
  readonly input = signal<SearchInput>(NOTHING);
  /** What was asked for last: typing that goes on is not yet. */
  readonly asked = signal<Asked>({ query: '', room: null });
  /** Null until something has been found, or has not. */
  readonly found = signal<Found | null>(null);
  readonly searching = signal(false);
  /** Why the page that was asked for last did not come; null while all is well. */
  readonly failure = signal<unknown>(null);
  /** Told of each search that typing led to. */
  turned: (asked: Asked) => void = () => {};
  /** Where the reader was: how far they had scrolled, in pixels, and the id of the message that they went to. */
  scrolled = 0;
  selected: string | null = null;
  #disarm = () => {};
  #request: AbortController | null = null;

  constructor(
    private readonly api: Pick<SearchApi, 'search'>,
    private readonly clock: Clock,
  ) {}

  /** What is there belongs to `asked`: whoever comes back finds it. */
  get settled(): boolean {
    return this.found.value !== null && !this.searching.value;
  }

  /** Shows a search, as an address has it: what is known of it, or what the server finds now. */
  open(asked: Asked): void {
    const same = asked.query === this.asked.value.query && asked.room === this.asked.value.room;
    if (same && (this.settled || this.#request)) return;
    batch(() => {
      if (queryOf(this.input.value) !== asked.query) this.input.value = inputOf(asked.query);
      if (!same) this.found.value = null;
      this.#ask(asked);
    });
  }

  /** Searches when the typing pauses; `rooms` are the chats that `in:` may name. */
  type(input: SearchInput, rooms: ReadonlySet<string>): void {
    this.input.value = take(input, rooms);
    this.#disarm();
    this.#disarm = this.clock.after(PAUSE, () => this.#turn(finished(this.input.value)));
  }

  /** Searches at once for all that is typed, unless it does already. */
  now(input: SearchInput = this.input.value): void {
    this.input.value = takeAll(input);
    this.#turn(this.input.value);
  }

  #turn(input: SearchInput): void {
    this.#disarm();
    const { query, room } = this.asked.value;
    const wanted = queryOf(input);
    if (wanted === query && (this.settled || this.#request)) return;
    this.#ask({ query: wanted, room });
    this.turned(this.asked.value);
  }

  /** Goes on where the results end, or again where the last page did not come. */
  next(): void {
    const cursor = this.found.value?.cursor ?? null;
    if (this.#request || (this.found.value && cursor === null)) return;
    void this.#load(this.asked.value, cursor);
  }

  /** Nobody looks any more: what has come stays, with the words that it belongs to. */
  stop(): void {
    this.#disarm();
    this.#end();
    if (queryOf(this.input.value) !== this.asked.value.query) this.input.value = inputOf(this.asked.value.query);
  }

  #ask(asked: Asked): void {
    this.#end();
    this.scrolled = 0;
    this.selected = null;
    this.asked.value = asked;
    this.failure.value = null;
    if (asked.query) void this.#load(asked, null);
    else this.found.value = null;
  }

  #end(): void {
    this.#request?.abort();
    this.#request = null;
    this.searching.value = false;
  }

  async #load({ query, room }: Asked, cursor: string | null): Promise<void> {
    const request = new AbortController();
    const late = new DOMException('The server takes too long.', 'TimeoutError');
    const disarm = this.clock.after(TIMEOUT, () => request.abort(late));
    this.#request = request;
    batch(() => {
      this.searching.value = true;
      this.failure.value = null;
    });
    const wanted = { q: query, ...(room && { room }), ...(cursor && { cursor }) };
    const outcome = await this.api.search(wanted, request.signal).then(
      (page) => ({ page }),
      (error: unknown) => ({ error }),
    );
    disarm();
    if (this.#request !== request) return;
    this.#request = null;
    batch(() => {
      this.searching.value = false;
      if ('page' in outcome) this.#take(outcome.page, cursor !== null);
      else this.#failed(outcome.error, cursor !== null);
    });
  }

  #take({ results, cursor, complete, searched_to }: SearchPage, further: boolean): void {
    const before = further ? (this.found.value?.pages ?? []) : [];
    const known = new Set(before.flat().map(({ message }) => message.id));
    const fresh = results.filter(({ message }) => !known.has(message.id));
    const pages = fresh.length > 0 ? [...before, fresh] : before;
    this.found.value = { pages, cursor, complete, searchedTo: searched_to };
  }

  /** What was found for other words does not stand for what failed. */
  #failed(error: unknown, further: boolean): void {
    if (!further) this.found.value = null;
    this.failure.value = error;
  }
}

/** Whole seconds until a search that was one too many may be done again; 0 where that is not why it failed. */
export const waitOf = (failure: unknown): number => Math.ceil(retryAfterOf(failure) / 1000);

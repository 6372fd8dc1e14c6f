import { type ReadonlySignal, signal } from '@preact/signals';
import type { Member, MemberPage, StatusChange } from '../../wire/index';

/** A chat's members, longest-standing first, as far as they are known: those of a large group come page by page. */
export class MemberPages {
  /** What becomes of the page that was asked for last. */
  readonly loading = signal<'idle' | 'loading' | 'failed'>('idle');
  #members = signal<readonly Member[]>([]);
  /** Null: all are known; undefined: where the next page begins is not known. */
  #cursor = signal<string | null | undefined>(null);

  /** `page` gets one page; without a cursor the first. */
  constructor(private readonly page: (cursor: string | undefined) => Promise<MemberPage>) {}

  get members(): ReadonlySignal<readonly Member[]> {
    return this.#members;
  }

  /** Nobody is missing. Read while rendering, it is followed. */
  get complete(): boolean {
    return this.#cursor.value === null;
  }

  /**
   * The first members as the server has them now, and where the next page begins: null for nowhere, undefined where
   * it did not say. Whoever was loaded behind them stays.
   */
  begin(first: readonly Member[], cursor: string | null | undefined): void {
    const last = cursor === null ? undefined : first.at(-1)?.username;
    const at = this.#members.value.findIndex(({ username }) => username === last);
    const further = at < 0 ? [] : this.#members.value.slice(at + 1);
    if (further.length === 0) this.#cursor.value = cursor;
    this.#members.value = [...first, ...further];
  }

  /** Loads members that are not known yet, unless it does already. */
  async more(): Promise<void> {
    if (this.complete || this.loading.value === 'loading') return;
    this.loading.value = 'loading';
    const known = this.#members.value.length;
    try {
      while (!this.complete && this.#members.value.length <= known) await this.#next();
      this.loading.value = 'idle';
    } catch {
      this.loading.value = 'failed';
    }
  }

  /** Somebody is a member no longer. */
  lose(username: string): void {
    this.#members.value = this.#members.value.filter((member) => member.username !== username);
  }

  updateStatuses(changes: readonly StatusChange[]): void {
    const statuses = new Map(changes.map(({ username, status }) => [username, status]));
    if (!this.#members.value.some(({ username }) => statuses.has(username))) return;
    this.#members.value = this.#members.value.map((member) => ({
      ...member,
      status: statuses.get(member.username) ?? member.status,
    }));
  }

  async #next(): Promise<void> {
    const cursorBefore = this.#cursor.value;
    const { members, cursor } = await this.page(cursorBefore ?? undefined);
    // The first page came anew meanwhile, and with it another place to go on from.
    if (this.#cursor.value !== cursorBefore) return;
    const known = new Set(this.#members.value.map(({ username }) => username));
    this.#members.value = [...this.#members.value, ...members.filter(({ username }) => !known.has(username))];
    this.#cursor.value = cursor;
  }
}

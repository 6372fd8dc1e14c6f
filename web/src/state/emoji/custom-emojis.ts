import type { Signal } from '@preact/signals';
import type { Clock } from '../../sync/ports';
import type { Retry } from '../../sync/retry';
import type { Emoji } from '../../wire/index';

/** In the order of their names; removed ones are among them, since messages go on showing them. */
export type EmojiByName = ReadonlyMap<string, Emoji>;

export interface CustomEmojiPorts {
  /** Gets what the server told; null until then. */
  list: Signal<EmojiByName | null>;
  /** Becomes true when the server has told, or could not: what is not known then is text, for the time being. */
  settled: Signal<boolean>;
  ask(): Promise<readonly Emoji[]>;
  clock: Clock;
  retrying(again: () => void): Retry;
}

/** The list is not asked for again within this time, in milliseconds, whatever unknown names there are. */
const FRESH = 60_000;

/**
 * The custom emoji of the deployment. The list is fetched when it is first needed, kept for the page, and fetched anew for
 * a name that is not in it. What a name stands for never changes, so what is known stays true.
 */
export class CustomEmojis {
  #askedAt = 0;
  /** How often the user changed something. */
  #changes = 0;
  #loading: Promise<void> | undefined;
  #refreshing = false;
  readonly #retry: Retry;

  constructor(private readonly ports: CustomEmojiPorts) {
    this.#retry = ports.retrying(() => void this.refresh());
  }

  /** All of them; null until the server has told. */
  get all(): EmojiByName | null {
    return this.ports.list.value;
  }

  /** Those that can be chosen. */
  get offered(): readonly Emoji[] {
    return [...(this.all?.values() ?? [])].filter(({ removed }) => removed === null);
  }

  /** Fetches the list unless that was done; what fails is tried again by itself. Resolves in any case. */
  async load(): Promise<void> {
    if (!this.all) await this.refresh();
  }

  /** Fetches the list anew, once for all who ask meanwhile. Resolves in any case. */
  refresh(): Promise<void> {
    this.#loading ??= this.#fetch().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** A name is on the page: where it is not known, somebody may just have added it. */
  need(name: string): void {
    if (!this.ports.settled.value) void this.load();
    else if (!this.all?.has(name)) this.#refreshSoon();
  }

  /** The user has added or removed one. */
  put(emoji: Emoji): void {
    this.#changes += 1;
    const entries = [...(this.all ?? []), [emoji.name, emoji] as const];
    this.ports.list.value = new Map(entries.sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
  }

  #refreshSoon(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    const { clock } = this.ports;
    clock.after(Math.max(0, this.#askedAt + FRESH - clock.now()), () => {
      this.#refreshing = false;
      void this.refresh();
    });
  }

  async #fetch(): Promise<void> {
    const { ask, clock, list, settled } = this.ports;
    this.#retry.stop();
    this.#askedAt = clock.now();
    const changes = this.#changes;
    try {
      const emojis = await ask();
      // It may have been told before the user's change.
      if (changes !== this.#changes) return await this.#fetch();
      list.value = new Map(emojis.map((emoji) => [emoji.name, emoji]));
    } catch (error) {
      this.#retry.failed(error);
    }
    settled.value = true;
  }
}

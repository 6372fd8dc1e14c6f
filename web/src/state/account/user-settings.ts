import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../../api/index';
import type { Clock } from '../../sync/ports';
import type { Settings, SettingsChange } from '../../wire/index';

/** Milliseconds after which what is known may have been changed elsewhere. */
const FRESH = 5 * 60_000;

/** A user's settings on the server: fetched when they are first needed, and again when they may be old. */
export class UserSettings {
  #known = signal<Settings | null>(null);
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<Settings> | null = null;

  constructor(
    private readonly api: Pick<Api, 'ownSettings' | 'saveSettings'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** As far as they are known; null until they were fetched. */
  get known(): ReadonlySignal<Settings | null> {
    return this.#known;
  }

  /** The settings, of some minutes ago at most. Rejects where they do not come. */
  async load(): Promise<Settings> {
    const known = this.#known.value;
    if (known && this.clock.now() - this.#fetchedAt < FRESH) return known;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  /** Changes what is named. Rejects, and changes nothing, where the server refuses. */
  async save(change: SettingsChange): Promise<void> {
    this.#took(await this.api.saveSettings(change));
  }

  async #fetch(): Promise<Settings> {
    return this.#took(await this.api.ownSettings());
  }

  #took(settings: Settings): Settings {
    this.#known.value = settings;
    this.#fetchedAt = this.clock.now();
    return settings;
  }
}

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Ports } from '../../sync/ports';
import { persist } from '../../sync/retry';
import type { Site } from '../../wire/index';
import type { LocalStorage } from './local-storage';

const NAME = 'snowfight.site';

/**
 * What the deployment allows. It is asked once a page, beside everything else: nothing waits for the answer, and until
 * there is one, what it told this browser last counts.
 */
export class SiteSettings {
  /** The longest message, in Unicode code points; null until told. */
  readonly messageLength = computed(() => this.#site.value?.message_length ?? null);
  /** The largest file, in bytes; null until told. */
  readonly uploadLimit = computed(() => this.#site.value?.upload_limit ?? null);
  /** Files can be sent, as far as is known. */
  readonly uploads = computed(() => !this.#off.value && (this.#site.value?.uploads ?? true));
  /** All that was told; null until then. What an older client kept may lack some of it. */
  get known(): ReadonlySignal<Partial<Site> | null> {
    return this.#site;
  }
  #site = signal<Site | null>(null);
  #off = signal(false);
  #requested = false;

  constructor(
    private readonly ask: () => Promise<Site>,
    private readonly storage: Pick<LocalStorage, 'get' | 'set'>,
    private readonly ports: Pick<Ports, 'clock' | 'random' | 'signals'>,
  ) {
    this.#site.value = this.#stored();
  }

  /** Asks until it is answered, unless that was done. */
  async load(): Promise<void> {
    if (this.#requested) return;
    this.#requested = true;
    this.#site.value = await persist(this.ports, this.ask);
    this.storage.set(NAME, JSON.stringify(this.#site.value));
  }

  /** The server refused a file because it takes none. */
  uploadsAreOff(): void {
    this.#off.value = true;
  }

  /** What this browser was told before. */
  #stored(): Site | null {
    try {
      const value: unknown = JSON.parse(this.storage.get(NAME) ?? 'null');
      return isSite(value) ? value : null;
    } catch {
      return null;
    }
  }
}

/** What another version of the client kept may be of another shape. */
function isSite(value: unknown): value is Site {
  const { message_length, upload_limit, uploads } = (value ?? {}) as Partial<Site>;
  return Number.isInteger(message_length) && Number.isInteger(upload_limit) && typeof uploads === 'boolean';
}

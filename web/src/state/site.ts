import { computed, signal } from '@preact/signals';
import type { Site } from '../wire';

const KEY = 'snowfight.site';

/**
 * What the deployment allows. It is asked once a page, beside everything else: nothing waits for the answer, and until
 * there is one, what it told this browser last counts.
 */
export class SiteLimits {
  /** The longest message, in Unicode code points; null until told. */
  readonly messageLength = computed(() => this.#site.value?.message_length ?? null);
  /** The largest file, in bytes; null until told. */
  readonly uploadLimit = computed(() => this.#site.value?.upload_limit ?? null);
  /** Files can be sent, as far as is known. */
  readonly uploads = computed(() => !this.#off.value && (this.#site.value?.uploads ?? true));
  #site = signal<Site | null>(null);
  #off = signal(false);
  #asked = false;

  constructor(
    private readonly ask: () => Promise<Site>,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
  ) {
    this.#site.value = this.#kept();
  }

  /** Asks, unless that was done; where no answer comes, the next call asks again. */
  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    try {
      this.#take(await this.ask());
    } catch {
      this.#asked = false;
    }
  }

  /** The server refused a file because it takes none. */
  uploadsAreOff(): void {
    this.#off.value = true;
  }

  #take(site: Site): void {
    this.#site.value = site;
    try {
      this.storage.setItem(KEY, JSON.stringify(site));
    } catch {
      // A browser that keeps nothing: the next page asks before it knows.
    }
  }

  #kept(): Site | null {
    try {
      const kept: unknown = JSON.parse(this.storage.getItem(KEY) ?? 'null');
      return isSite(kept) ? kept : null;
    } catch {
      return null;
    }
  }
}

/** What another version of the client kept may be of another shape. */
function isSite(kept: unknown): kept is Site {
  const { message_length, upload_limit, uploads } = (kept ?? {}) as Partial<Site>;
  return Number.isInteger(message_length) && Number.isInteger(upload_limit) && typeof uploads === 'boolean';
}

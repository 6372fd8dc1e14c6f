import { signal } from '@preact/signals';
import type { ReactionPage } from '../../wire/index';

/** Who reacted to a message with an emoji, who did first at the beginning; page by page, as they may be very many. */
export class ReactionNames {
  readonly usernames = signal<readonly string[]>([]);
  /** What becomes of the page that was asked for last. */
  readonly loading = signal<'idle' | 'loading' | 'failed'>('idle');
  /** Nobody is missing. */
  readonly complete = signal(false);
  #cursor: string | null = null;

  /** `page` gets a page of them; without a cursor the first. */
  constructor(private readonly page: (cursor: string | null) => Promise<ReactionPage>) {}

  /** Loads the next page, unless one is on its way. */
  async more(): Promise<void> {
    if (this.complete.value || this.loading.value === 'loading') return;
    this.loading.value = 'loading';
    try {
      const { usernames, cursor } = await this.page(this.#cursor);
      this.usernames.value = [...new Set([...this.usernames.value, ...usernames])];
      this.#cursor = cursor;
      this.complete.value = cursor === null;
      this.loading.value = 'idle';
    } catch {
      this.loading.value = 'failed';
    }
  }
}

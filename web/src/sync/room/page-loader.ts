import type { MessagePage } from '../../wire';
import type { Ports, Where } from '../ports';
import { Retry } from '../retry';

const PAGE = 50;

/** What becomes of what was asked for last. */
export type Loading = 'idle' | 'loading' | 'failed';

/** What is loaded, and what for. */
export interface Wanted<W extends Where> {
  /** The room is shown: what failed is tried again by itself. */
  wanted(): boolean;
  /** Where the next page is; null where there is none to load. */
  next(): W | null;
  /** May throw, where the page brings nothing on: that it failed. */
  came(where: W, page: MessagePage): void;
  changed(): void;
}

/** Loads a room's messages in one direction, a page at a time. */
export class PageLoader<W extends Where> {
  state: Loading = 'idle';
  readonly #retry: Retry;

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'remote' | 'random' | 'signals'>,
    private readonly room: string,
    private readonly pages: Wanted<W>,
  ) {
    this.#retry = new Retry(ports, () => void this.load());
  }

  async load(): Promise<void> {
    const where = this.pages.next();
    if (where === null || this.state === 'loading') return;
    this.state = 'loading';
    this.pages.changed();
    try {
      this.pages.came(where, await this.ports.remote.older(this.room, where, PAGE));
      this.state = 'idle';
      this.#retry.stop();
    } catch (error) {
      this.state = 'failed';
      if (this.pages.wanted()) this.#retry.failed(error);
    }
    this.pages.changed();
  }

  /** The room is shown again. */
  resume(): void {
    if (this.state === 'failed') this.state = 'idle';
  }

  stop(): void {
    this.#retry.stop();
  }
}

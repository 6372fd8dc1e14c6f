import { signal } from '@preact/signals';
import type { Api } from '../../api/index';

/** The download of a user's own data. A page that does not come leaves what has come: `run` goes on from there. */
export class Export {
  readonly running = signal(false);
  /** How many lines have come so far. */
  readonly lines = signal(0);
  #parts: string[] = [];
  #cursor: string | null = null;

  constructor(private readonly api: Pick<Api, 'exportPage'>) {}

  /** Fetches page after page, and answers them all as one text of JSON Lines. */
  async run(): Promise<Blob> {
    this.running.value = true;
    if (!this.#cursor) this.lines.value = 0;
    try {
      do {
        const page = await this.api.exportPage(this.#cursor);
        this.#take(page.lines);
        this.#cursor = page.cursor;
      } while (this.#cursor);
      return new Blob(this.#parts, { type: 'application/jsonl' });
    } finally {
      this.running.value = false;
      if (!this.#cursor) this.#parts = [];
    }
  }

  #take(lines: string): void {
    if (!lines) return;
    this.#parts.push(lines.endsWith('\n') ? lines : `${lines}\n`);
    this.lines.value += lines.trimEnd().split('\n').length;
  }
}

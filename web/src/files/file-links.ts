import { ofTheWeb } from '../api/address';
import { ApiError } from '../api/errors';
import { fullJitter, isFinal } from '../sync/connection/backoff';
import type { Clock } from '../sync/ports';
import type { FileLinks } from '../wire';

/** A link this close to its end, in milliseconds, is not begun with. */
const MARGIN = 15_000;
const KEPT = 300;
/** A picture that does not come at once is asked for so often before its reader has to. */
const TRIES = 4;

/** Where files can be read, asked for one by one. Links end within minutes, and are asked for anew then. */
export class FileLinkCache {
  #thumbs = new Map<string, { url: string | null; until: number }>();

  constructor(
    private readonly ask: (room: string, seq: number) => Promise<FileLinks>,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** The small picture of a message; null where there is none. @throws ApiError */
  async thumb(room: string, seq: number): Promise<string | null> {
    const known = this.#thumbs.get(keyOf(room, seq));
    if (known && this.clock.now() < known.until) return known.url;
    const { thumb_url, expires } = await this.#withRetries(room, seq);
    const url = thumb_url && ofTheWeb(thumb_url);
    this.#thumbs.set(keyOf(room, seq), { url, until: Date.parse(expires) - MARGIN });
    const oldest = this.#thumbs.keys().next().value;
    if (this.#thumbs.size > KEPT && oldest) this.#thumbs.delete(oldest);
    return url;
  }

  /** The small picture did not come: the next asking is a new one. */
  forget(room: string, seq: number): void {
    this.#thumbs.delete(keyOf(room, seq));
  }

  /** The file itself, asked for each time: whoever may not read it any longer is told so. @throws ApiError */
  async whole(room: string, seq: number): Promise<string> {
    const url = ofTheWeb((await this.ask(room, seq)).url);
    // The page goes there: it must not be something that runs.
    if (url === null) throw new ApiError(0, 'unexpected');
    return url;
  }

  async #withRetries(room: string, seq: number): Promise<FileLinks> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.ask(room, seq);
      } catch (error) {
        if (isFinal(error) || tries === TRIES) throw error;
        await new Promise<void>((resolve) => {
          this.clock.after(500 + fullJitter(this.random, tries, 1_000, 10_000), resolve);
        });
      }
    }
  }
}

const keyOf = (room: string, seq: number): string => `${room} ${seq}`;

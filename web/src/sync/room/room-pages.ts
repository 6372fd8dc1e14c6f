import type { Message } from '../../wire';
import type { Ports } from '../ports';
import { type Loading, PageLoader } from './page-loader';
import type { RoomLog } from './room-log';

/** Whose pages they are. */
interface Owner {
  wanted(): boolean;
  received(messages: readonly Message[]): void;
  changed(): void;
}

/** A room's pages beside the newest: older ones, newer ones of a stretch that a jump led to, and the jump itself. */
export class RoomPages {
  #target: number | null = null;
  #again = false;
  readonly #older: PageLoader<{ before: number }>;
  readonly #newer: PageLoader<{ after: number }>;
  readonly #around: PageLoader<{ around: number }>;

  constructor(
    ports: Pick<Ports, 'clock' | 'remote' | 'random' | 'signals'>,
    room: string,
    private readonly log: RoomLog,
    private readonly owner: Owner,
  ) {
    const { wanted, changed, received } = owner;
    const shown = () => log.stretches.shown;
    const end = () => log.stretches.stretch?.end ?? null;
    this.#older = new PageLoader(ports, room, {
      next: () => (log.timeline.opened && shown().hasOlder ? { before: shown().start } : null),
      came: ({ before }, page) => {
        log.prepend(before, page);
        received(page.messages);
      },
      wanted,
      changed,
    });
    this.#newer = new PageLoader(ports, room, {
      next: () => nextAfter(end()),
      came: ({ after }, page) => {
        log.append(after, page);
        received(page.messages);
        // What lies between is there, or was: the read was too early to show it.
        if (page.messages.length === 0 && end() === after) throw new Error('nothing newer came');
      },
      wanted,
      changed,
    });
    this.#around = new PageLoader(ports, room, {
      next: () => (this.#target === null ? null : { around: this.#target }),
      came: ({ around }, page) => {
        // Asked for another place meanwhile.
        if (around !== this.#target) return queueMicrotask(() => void this.#around.load());
        this.#target = null;
        log.jump(page, this.#again);
        received(page.messages);
      },
      wanted,
      changed,
    });
  }

  get older(): Loading {
    return this.#older.state;
  }

  get newer(): Loading {
    return this.#newer.state;
  }

  /** What becomes of the jump. */
  get jump(): Loading {
    return this.#around.state;
  }

  loadOlder(): Promise<void> {
    return this.#older.load();
  }

  loadNewer(): Promise<void> {
    return this.#newer.load();
  }

  /** Shows the messages around a number, without those that lie between. */
  jumpTo(seq: number): void {
    const { timeline, shown } = this.log.stretches;
    const [within, newest] = [shown, timeline].map(({ start, end }) => seq >= start && seq <= end);
    if (timeline.opened && (within || newest)) {
      if (!within) this.latest();
      return;
    }
    this.#target = seq;
    this.#again = false;
    void this.#around.load();
  }

  /** The jump is not wanted any more. */
  giveUp(): void {
    this.#target = null;
  }

  /** Asks again for what a jump led to: some of it may have changed unheard. */
  renew(): void {
    const { stretch } = this.log.stretches;
    if (!stretch || this.#target !== null) return;
    this.#target = stretch.middle;
    this.#again = true;
    void this.#around.load();
  }

  /** Back to the newest messages. */
  latest(): void {
    this.#target = null;
    this.log.stretches.latest();
    this.owner.changed();
  }

  /** The room is shown again. */
  resume(): void {
    for (const loader of [this.#older, this.#newer, this.#around]) loader.resume();
  }

  stop(): void {
    for (const loader of [this.#older, this.#newer, this.#around]) loader.stop();
  }
}

const nextAfter = (after: number | null) => (after === null ? null : { after });

import type { ChatPage, Message } from '../wire';
import { fullJitter, isFinal, statusOf } from './backoff';
import type { Ports } from './ports';
import { Retry } from './retry';
import { Timeline } from './timeline';

/** `opening`: nothing to show yet. `gone`: no such chat for this user, or no longer. */
export type Phase = 'opening' | 'catching-up' | 'live' | 'gone';

export interface RoomEvents {
  changed(): void;
  /** A newest page came: the chat itself, its members, its messages. */
  opened(page: ChatPage): void;
  /** Messages came, by whatever way; some may have been here before. */
  received(messages: readonly Message[]): void;
}

const PAGE = 200;
const OLDER_PAGE = 50;
/** Further behind than this, the newest page is taken and the rest left to scrolling up. */
const JUMP = 1000;

/** A chat's log, kept complete: fetches the first page, fills holes, loads older messages. */
export class Room {
  readonly timeline = new Timeline();
  older: 'idle' | 'loading' | 'failed' = 'idle';
  /** The status that ended it: 403 (not a member of an open group) or 404. */
  goneWith = 0;
  #wanted = false;
  #busy = false;
  #failures = 0;
  /** What is known to be there was asked for, and did not come: perhaps it is no more. */
  #stuck = false;
  #cancelTimer: (() => void) | undefined;
  readonly #olderRetry: Retry;

  constructor(
    readonly name: string,
    private readonly ports: Pick<Ports, 'clock' | 'remote' | 'random' | 'signals'>,
    private readonly events: RoomEvents,
  ) {
    this.#olderRetry = new Retry(ports, () => void this.loadOlder());
  }

  get wanted(): boolean {
    return this.#wanted;
  }

  get phase(): Phase {
    if (this.goneWith) return 'gone';
    if (!this.timeline.opened) return 'opening';
    return this.timeline.behind && (this.#busy || this.#failures > 0) ? 'catching-up' : 'live';
  }

  /** True while not even a first page would come; asking goes on. */
  get struggling(): boolean {
    return this.phase === 'opening' && this.#failures > 0;
  }

  enter(): void {
    this.#wanted = true;
    this.goneWith = 0;
    if (this.older === 'failed') this.older = 'idle';
    this.hurry();
  }

  leave(): void {
    this.#wanted = false;
    this.#cancelTimer?.();
    this.#olderRetry.stop();
  }

  /** Messages from frames. */
  receive(messages: readonly Message[]): void {
    this.timeline.add(messages);
    this.events.received(messages);
    this.#later(this.#grace());
    this.events.changed();
  }

  /** The server's log reaches up to `seq`; what is missing is probably on its way, so it gets a moment. */
  announced(seq: number): void {
    this.timeline.announced(seq);
    this.#later(this.#grace());
  }

  /** Fetches what is missing now: the chat was joined, or the network is back. */
  hurry(): void {
    this.#failures = 0;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    void this.#fetch();
  }

  /** There is no such chat for this user, or no longer. */
  lost(): void {
    // A call's answer says more: it tells an open group, which one may join, from none.
    this.#end(this.goneWith || 404);
  }

  /** What fails is tried again by itself while the room is shown. */
  async loadOlder(): Promise<void> {
    if (!this.timeline.opened || !this.timeline.hasOlder || this.older === 'loading') return;
    this.older = 'loading';
    this.events.changed();
    try {
      const before = this.timeline.start;
      const page = await this.ports.remote.older(this.name, { before }, OLDER_PAGE);
      this.timeline.prepend(before, page);
      this.events.received(page.messages);
      this.older = 'idle';
      this.#olderRetry.stop();
    } catch (error) {
      this.older = 'failed';
      if (this.#wanted) this.#olderRetry.failed(error);
    }
    this.events.changed();
  }

  #end(status: number): void {
    this.goneWith = status;
    this.#cancelTimer?.();
    this.events.changed();
  }

  #grace(): number {
    return 200 + this.ports.random() * 600;
  }

  #due(): boolean {
    return this.#wanted && !this.goneWith && (!this.timeline.opened || this.timeline.behind);
  }

  #later(ms: number): void {
    if (this.#cancelTimer || this.#busy || !this.#due()) return;
    this.#cancelTimer = this.ports.clock.after(ms, () => {
      this.#cancelTimer = undefined;
      void this.#fetch();
    });
  }

  async #fetch(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#due()) {
        const { opened, end } = this.timeline;
        await this.#page();
        this.events.changed();
        this.#stuck = opened && this.timeline.end === end && this.timeline.behind;
        this.#failures = this.#stuck ? this.#failures + 1 : 0;
        if (this.#stuck) break;
      }
    } catch (error) {
      if (isFinal(error)) this.#end(statusOf(error));
      this.#failures += 1;
    }
    this.#busy = false;
    this.#later(250 + fullJitter(this.ports.random, this.#failures, 500, 30_000));
    this.events.changed();
  }

  async #page(): Promise<void> {
    const { remote } = this.ports;
    if (this.timeline.opened && this.timeline.lag <= JUMP && !this.#stuck) {
      const page = await remote.older(this.name, { after: this.timeline.end }, PAGE);
      this.timeline.follow(page);
      this.events.received(page.messages);
    } else {
      const page = await remote.open(this.name);
      this.timeline.open(page, page.chat.last_seq);
      this.events.received(page.messages);
      this.events.opened(page);
    }
  }
}

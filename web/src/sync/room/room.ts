import type { ChangeHandler, ChangesHandler, ChatPage, Message } from '../../wire';
import { statusOf } from '../connection/backoff';
import type { Ports } from '../ports';
import { CatchUp } from './catch-up';
import { Checks } from './checks';
import { JUMP, RoomLog } from './room-log';
import { RoomPages } from './room-pages';
import type { Timeline } from './timeline';

/** `opening`: nothing to show yet. `gone`: no such chat for this user, or no longer. */
export type Phase = 'opening' | 'catching-up' | 'live' | 'gone';

export interface RoomEvents {
  changed(): void;
  /** A newest page came: the chat itself, its members, its messages. */
  opened(page: ChatPage): void;
  /** Messages came, or states of them after a change, by whatever way; some may have been here before, and in a newer state. */
  received(messages: readonly Message[]): void;
  /** Changes were missed, and have come now; those of messages that are not here have not. */
  missed(): void;
}

const PAGE = 200;

/** A chat's log, kept complete: fetches the first page, fills holes, loads other messages and what changed. */
export class Room {
  readonly log: RoomLog;
  readonly pages: RoomPages;
  /** The status that ended it: 403 (not a member of an open group) or 404. */
  goneWith = 0;
  #wanted = false;
  /** What is known to be there was asked for, and did not come: perhaps it is no more. */
  #stuck = false;
  readonly #checks: Checks;
  readonly #catchUp: CatchUp;

  constructor(
    readonly name: string,
    me: string,
    private readonly ports: Pick<Ports, 'clock' | 'remote' | 'random' | 'signals' | 'rooms'>,
    private readonly events: RoomEvents,
  ) {
    this.log = new RoomLog(me);
    this.#catchUp = new CatchUp(ports, {
      due: () =>
        this.#wanted &&
        !this.goneWith &&
        (!this.timeline.opened || this.#behind || this.#checks.due || this.log.threads.doubtful !== null),
      page: () => this.#page(),
      ended: (status) => this.#end(status),
      changed: () => events.changed(),
    });
    this.#checks = new Checks(ports, () => this.#catchUp.now());
    this.pages = new RoomPages(ports, name, this.log, {
      wanted: () => this.#wanted,
      received: (messages) => this.#received(messages),
      changed: () => events.changed(),
    });
  }

  get timeline(): Timeline {
    return this.log.timeline;
  }

  get wanted(): boolean {
    return this.#wanted;
  }

  get phase(): Phase {
    if (this.goneWith) return 'gone';
    if (!this.timeline.opened) return 'opening';
    return this.log.stale || (this.#behind && this.#catchUp.asking) ? 'catching-up' : 'live';
  }

  /** True while not even a first page would come; asking goes on. */
  get struggling(): boolean {
    return this.phase === 'opening' && this.#catchUp.failing;
  }

  enter(): void {
    this.#wanted = true;
    this.goneWith = 0;
    this.pages.resume();
    if (!this.timeline.opened) void this.#seed();
    this.hurry();
  }

  leave(): void {
    this.#wanted = false;
    this.#catchUp.stop();
    this.#checks.stop();
    this.pages.stop();
  }

  /** Messages from frames. */
  receive(messages: readonly Message[]): void {
    this.log.receive(messages);
    this.#received(messages);
  }

  /** Changes from frames. */
  change(frame: ChangeHandler | ChangesHandler): void {
    if (!this.log.change(frame) && this.#wanted) this.#checks.later();
    this.#received(frame.type === 'change_handler' ? [frame.message] : frame.messages);
  }

  /** The server's log reaches up to `seq`, its changes up to `rev`. */
  announced(seq: number, rev: number): void {
    this.timeline.announced(seq);
    this.log.changes.announced(rev);
    this.#catchUp.soon();
  }

  /** An own message is stored as `seq`: it will come with the frame that tells everybody. */
  acked(seq: number): void {
    this.timeline.announced(seq);
    this.#catchUp.patiently();
  }

  /** Asks what changed, though nothing says that something is missing. */
  check(): void {
    this.#checks.now();
  }

  /** Fetches what is missing now: the chat was joined, or the network is back. */
  hurry(): void {
    if (this.log.changes.doubtful) this.check();
    else this.#catchUp.now();
  }

  /** There is no such chat for this user, or no longer. */
  lost(): void {
    // A call's answer says more: it tells an open group, which one may join, from none.
    this.#end(this.goneWith || 404);
  }

  get #behind(): boolean {
    return this.log.stale || this.timeline.behind || this.log.changes.behind || this.log.outdated;
  }

  #end(status: number): void {
    this.goneWith = status;
    this.#catchUp.stop();
    this.events.changed();
  }

  #received(messages: readonly Message[]): void {
    this.events.received(messages);
    this.#catchUp.soon();
    this.events.changed();
  }

  /** Shows what an earlier page has kept, unless the server was faster. */
  async #seed(): Promise<void> {
    const stored = await this.ports.rooms.load(this.name);
    if (!stored || this.timeline.opened || this.goneWith) return;
    this.log.seed(stored);
    this.#received(stored.messages);
  }

  async #page(): Promise<boolean> {
    const { opened, end, lag, behind } = this.timeline;
    const { rev } = this.log.changes;
    const { doubtful } = this.log.threads;
    const { stale } = this.log;
    if (!opened || stale || this.log.outdated || this.#stuck || lag > JUMP) await this.#open();
    else if (behind) await this.#follow();
    else if (this.log.changes.behind || this.#checks.due) await this.#changes();
    else if (doubtful !== null) return this.#recount(doubtful);
    this.events.changed();
    const moved = !opened || stale || this.timeline.end !== end;
    this.#stuck = !moved && this.timeline.behind;
    return moved || this.log.changes.rev !== rev;
  }

  async #open(): Promise<void> {
    const page = await this.ports.remote.open(this.name);
    const apart = this.log.stretches.stretch !== null;
    const anew = this.log.open(page);
    this.events.received(page.messages);
    this.events.opened(page);
    if (anew && apart) this.pages.renew();
  }

  async #follow(): Promise<void> {
    const page = await this.ports.remote.older(this.name, { after: this.timeline.end }, PAGE);
    this.log.follow(page);
    this.events.received(page.messages);
  }

  async #changes(): Promise<void> {
    const { asked: after, known } = this.log.changes;
    const { from } = this.log.stretches;
    const answered = this.#checks.asked();
    const page = await this.ports.remote.changes(this.name, { after, from }, PAGE);
    answered();
    this.log.changed(page, after, from, known);
    this.events.received(page.messages);
    if (page.more) return;
    if (this.log.changes.doubtful) this.#checks.later();
    this.events.missed();
  }

  async #recount(thread: number): Promise<boolean> {
    try {
      this.log.recounted(await this.ports.remote.thread(this.name, thread, 0, 1));
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      this.log.threads.over(thread);
    }
    return this.log.threads.doubtful !== thread;
  }
}

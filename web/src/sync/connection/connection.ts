import type { ClientFrame, ServerFrame } from '../../wire';
import type { Ports, Signal } from '../ports';
import { fullJitter, statusOf } from './backoff';
import { Channel, type Positions } from './channel';

/** `waiting`: for the next try. */
export type ConnectionStatus = 'stopped' | 'connecting' | 'open' | 'waiting';

export interface ConnectionEvents {
  /** A socket is open, the first or a later one: join the rooms, send what is unanswered. */
  opened(): void;
  frame(frame: ServerFrame): void;
  changed(): void;
  /** The session is over: no ticket for this user any more. */
  refused(): void;
  positions(): Positions;
}

const MINUTE = 60_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** So many tries wait no longer than that: most of those who lost a connection together are back by then. */
const HASTY_TRIES = 10;
const HASTY_WAIT = 10_000;
/** A connection that held this long was a good one: the next wait is short again. */
const GOOD = 10_000;
/** The old socket of a renewal still hears what was on its way. */
const OVERLAP = 3_000;

/** One connection that is kept up: reconnects, renews itself before the gateway's two hours are over. */
export class Connection {
  status: ConnectionStatus = 'stopped';
  offline = false;
  #current: Channel | undefined;
  #next: Channel | undefined;
  #attempts = 0;
  #retry = () => {};
  #renewal = () => {};
  #unlisten = () => {};
  #ending = new Set<Channel>();

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'remote' | 'dial' | 'random' | 'signals'>,
    private readonly events: ConnectionEvents,
  ) {}

  start(): void {
    this.offline = !this.ports.signals.online();
    this.#unlisten = this.ports.signals.listen((signal) => this.#signal(signal));
    this.#connect();
  }

  stop(): void {
    this.#unlisten();
    this.#retry();
    this.#renewal();
    for (const channel of [this.#current, this.#next, ...this.#ending]) channel?.close();
    this.#current = undefined;
    this.#next = undefined;
    this.#set('stopped');
  }

  send(frame: ClientFrame): boolean {
    return this.#current?.send(frame) ?? false;
  }

  #connect(): void {
    this.#retry();
    this.#set('connecting');
    this.#current = this.#channel();
  }

  #channel(): Channel {
    const channel: Channel = new Channel(this.ports, {
      opened: () => this.#opened(channel),
      frame: (frame) => this.events.frame(frame),
      lost: (error) => this.#lost(channel, error),
      positions: () => this.events.positions(),
    });
    return channel;
  }

  #opened(channel: Channel): void {
    if (channel === this.#next) this.#retire(this.#current);
    this.#current = channel;
    this.#next = undefined;
    this.#renewIn(100 * MINUTE + this.ports.random() * 15 * MINUTE);
    this.#set('open');
    this.events.opened();
  }

  #retire(old: Channel | undefined): void {
    if (!old) return;
    this.#ending.add(old);
    this.ports.clock.after(OVERLAP, () => {
      this.#ending.delete(old);
      old.close();
    });
  }

  #renewIn(ms: number): void {
    this.#renewal();
    this.#renewal = this.ports.clock.after(ms, () => {
      this.#next = this.#channel();
    });
  }

  #lost(channel: Channel, error: unknown): void {
    if (statusOf(error) === 401) {
      this.stop();
      return this.events.refused();
    }
    if (channel === this.#next) {
      this.#next = undefined;
      this.#renewIn(this.ports.random() * MINUTE);
    } else if (channel === this.#current) {
      this.#current = this.#next;
      this.#next = undefined;
      this.#renewal();
      if (this.#current) this.#set('connecting');
      else this.#wait(channel);
    }
  }

  #wait(lost: Channel): void {
    const held = lost.openedAt > 0 ? this.ports.clock.now() - lost.openedAt : 0;
    if (held > GOOD) this.#attempts = 0;
    const longest = this.#attempts < HASTY_TRIES ? HASTY_WAIT : LONGEST_WAIT;
    const wait = fullJitter(this.ports.random, this.#attempts++, FIRST_WAIT, longest);
    this.#retry = this.ports.clock.after(wait, () => this.#connect());
    this.#set('waiting');
  }

  #signal(signal: Signal): void {
    this.offline = signal === 'offline' || (signal !== 'online' && this.offline);
    if (signal !== 'offline') {
      this.#attempts = 0;
      if (this.status === 'waiting') this.#connect();
      else this.#current?.probe();
    }
    this.events.changed();
  }

  #set(status: ConnectionStatus): void {
    this.status = status;
    this.events.changed();
  }
}

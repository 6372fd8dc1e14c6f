import type { ClientFrame } from '../../wire';
import type { Ports } from '../ports';
import { fullJitter } from './backoff';

/** The chats this connection is to have open: asks for each until the server says `joined`. */
export class Joins {
  #waiting = new Map<string, () => void>();
  #wanted = new Set<string>();

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'random'>,
    private readonly transmit: (frame: ClientFrame) => boolean,
  ) {}

  /** Whether there are any. */
  get wanted(): boolean {
    return this.#wanted.size > 0;
  }

  want(room: string): void {
    this.#wanted.add(room);
    this.#ask(room, 0);
  }

  unwant(room: string): void {
    this.#wanted.delete(room);
    this.joined(room);
    this.transmit({ type: 'leave', room });
  }

  /** The server answered, one way or the other. */
  joined(room: string): void {
    this.#waiting.get(room)?.();
    this.#waiting.delete(room);
  }

  /** A new connection has nothing open yet. */
  connected(): void {
    for (const room of this.#wanted) this.#ask(room, 0);
  }

  stop(): void {
    for (const room of this.#wanted) this.joined(room);
  }

  #ask(room: string, attempt: number): void {
    this.joined(room);
    if (!this.transmit({ type: 'join', room })) return;
    const wait = 5_000 + fullJitter(this.ports.random, attempt, 1_000, 30_000);
    const cancelTimer = this.ports.clock.after(wait, () => this.#ask(room, attempt + 1));
    this.#waiting.set(room, cancelTimer);
  }
}

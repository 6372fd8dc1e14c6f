import type { ClientFrame } from '../../wire';
import type { Ports } from '../ports';

/** A chat's reading is told at most once in this many milliseconds. */
const EVERY = 2_000;
/** A lost connection is noticed within this time; what was told shortly before may be lost with it. */
const DOUBTFUL = 90_000;

interface Position {
  seq: number;
  reported: number;
  /** When it was told; 0 for never. */
  reportedAt: number;
  cancelTimer: (() => void) | undefined;
}

/**
 * Tells the server how far the user has read: seldom, the last state always, and at once when the page goes out of
 * sight, since it may not come back.
 */
export class Reads {
  #positions = new Map<string, Position>();
  #unlisten = () => {};

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'attention'>,
    private readonly transmit: (frame: ClientFrame) => boolean,
  ) {}

  start(): void {
    this.#unlisten = this.ports.attention.listen((glance) => glance === 'hidden' && this.#flush());
  }

  /** The server knows of this much already. */
  known(room: string, seq: number): void {
    const position = this.#of(room);
    position.reported = Math.max(position.reported, seq);
  }

  /** The user has marked it unread: whatever they see from now on is to be told, as if nothing had been. */
  forget(room: string): void {
    this.#positions.get(room)?.cancelTimer?.();
    this.#positions.delete(room);
  }

  /** The user has seen the chat up to here. */
  seen(room: string, seq: number): void {
    const position = this.#of(room);
    position.seq = Math.max(position.seq, seq);
    this.#tell(room, position);
  }

  connected(): void {
    const now = this.ports.clock.now();
    for (const [room, position] of this.#positions) {
      if (position.reportedAt > now - DOUBTFUL) position.reported = 0;
      this.#tell(room, position);
    }
  }

  /** Tells what is left to tell, and then no more. */
  stop(): void {
    this.#unlisten();
    this.#flush();
  }

  #flush(): void {
    for (const [room, position] of this.#positions) {
      position.cancelTimer?.();
      position.cancelTimer = undefined;
      this.#transmit(room, position);
    }
  }

  #of(room: string): Position {
    const position = this.#positions.get(room) ?? { seq: 0, reported: 0, reportedAt: 0, cancelTimer: undefined };
    this.#positions.set(room, position);
    return position;
  }

  #tell(room: string, position: Position): void {
    if (position.cancelTimer || position.seq <= position.reported) return;
    const wait = position.reportedAt + EVERY - this.ports.clock.now();
    if (wait > 0) {
      position.cancelTimer = this.ports.clock.after(wait, () => {
        position.cancelTimer = undefined;
        this.#tell(room, position);
      });
    } else {
      this.#transmit(room, position);
    }
  }

  #transmit(room: string, position: Position): void {
    if (position.seq <= position.reported || !this.transmit({ type: 'read', room, seq: position.seq })) return;
    position.reported = position.seq;
    position.reportedAt = this.ports.clock.now();
  }
}

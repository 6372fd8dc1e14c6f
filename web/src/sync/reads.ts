import type { ClientFrame } from '../wire';
import type { Ports } from './ports';

/** A chat's reading is told at most once in this many milliseconds. */
const EVERY = 2_000;
/** A lost connection is noticed within this time; what was told shortly before may be lost with it. */
const DOUBTFUL = 90_000;

interface Position {
  seq: number;
  told: number;
  /** When it was told; 0 for never. */
  toldAt: number;
  callOff: (() => void) | undefined;
}

/** Tells the server how far the user has read, seldom, and the last state always. */
export class Reads {
  #positions = new Map<string, Position>();

  constructor(
    private readonly ports: Pick<Ports, 'clock'>,
    private readonly transmit: (frame: ClientFrame) => boolean,
  ) {}

  /** The server knows of this much already. */
  known(room: string, seq: number): void {
    const position = this.#of(room);
    position.told = Math.max(position.told, seq);
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
      if (position.toldAt > now - DOUBTFUL) position.told = 0;
      this.#tell(room, position);
    }
  }

  stop(): void {
    for (const position of this.#positions.values()) position.callOff?.();
  }

  #of(room: string): Position {
    const position = this.#positions.get(room) ?? { seq: 0, told: 0, toldAt: 0, callOff: undefined };
    this.#positions.set(room, position);
    return position;
  }

  #tell(room: string, position: Position): void {
    if (position.callOff || position.seq <= position.told) return;
    const now = this.ports.clock.now();
    const wait = position.toldAt + EVERY - now;
    if (wait > 0) {
      position.callOff = this.ports.clock.after(wait, () => {
        position.callOff = undefined;
        this.#tell(room, position);
      });
    } else if (this.transmit({ type: 'read', room, seq: position.seq })) {
      position.told = position.seq;
      position.toldAt = now;
    }
  }
}

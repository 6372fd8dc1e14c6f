import type { ChangeHandler, ChangesHandler, Message } from '../../wire';
import type { Positions } from '../connection/channel';
import type { Room } from './room';

/** A ping names no more rooms than this. */
const PINGED = 200;

/** The rooms that were opened since the page came, by name. */
export class Rooms {
  #rooms = new Map<string, Room>();

  constructor(private readonly make: (name: string) => Room) {}

  get(name: string): Room | undefined {
    return this.#rooms.get(name);
  }

  /** The room of that name, made where it was not opened before. */
  open(name: string): Room {
    const room = this.#rooms.get(name) ?? this.make(name);
    this.#rooms.set(name, room);
    return room;
  }

  leave(): void {
    for (const room of this.#rooms.values()) room.leave();
  }

  /** The server's state of a message, as far as it is here. */
  find(room: string, seq: number): Message | undefined {
    return this.#rooms.get(room)?.log.find(seq);
  }

  /** Fetches what is missing of those that are shown. */
  hurry(): void {
    for (const room of this.#rooms.values()) if (room.wanted) room.hurry();
  }

  /** How far each that is shown has got. */
  positions(): Positions {
    const shown = [...this.#rooms.values()].filter((room) => room.wanted && room.timeline.opened).slice(0, PINGED);
    const of = (position: (room: Room) => number) =>
      Object.fromEntries(shown.map((room) => [room.name, position(room)]));
    return { seqs: of((room) => room.timeline.end), revs: of((room) => room.log.changes.rev) };
  }

  /** The server's logs reach so far, of messages and of changes. */
  announced(seqs: Record<string, number>, revs: Record<string, number>): void {
    for (const [name, seq] of Object.entries(seqs)) this.get(name)?.announced(seq, 0);
    for (const [name, rev] of Object.entries(revs)) this.get(name)?.announced(0, rev);
  }

  /** The server's changes end there: where it has lost some, what is here is no longer what it has. */
  ended(revs: Record<string, number>): void {
    for (const [name, rev] of Object.entries(revs)) {
      const room = this.get(name);
      if (room && rev < room.log.changes.rev) room.check();
    }
  }

  /** False where the room was never opened. */
  change(frame: ChangeHandler | ChangesHandler): boolean {
    const room = this.get(frame.room);
    room?.change(frame);
    return room !== undefined;
  }
}

import type { ChangedFrame, ErrorFrame, Message } from '../../wire';
import type { ChangeFrame, Post } from '../ports';
import type { Rooms } from '../room/rooms';
import type { Outbox } from './outbox';
import { isPost, type Outgoing } from './outbox-entry';
import type { OutgoingChanges } from './outgoing-changes';

/** What the user wrote and changed, until it is among what the rooms show as stored. */
export class Unsent {
  #changes: OutgoingChanges | null = null;

  constructor(
    private readonly outbox: Outbox,
    private readonly rooms: Rooms,
  ) {}

  /** A room's messages that are not among the stored ones yet. */
  messages(name: string): readonly Outgoing[] {
    const end = this.rooms.get(name)?.timeline.end ?? 0;
    return this.outbox.of(name).filter(({ state, seq }) => state !== 'sent' || seq > end);
  }

  /** A room's newest stored messages, with what the user is changing of them once that is to `show`. */
  applied(name: string): readonly Message[] {
    return this.changing(name, this.rooms.get(name)?.log.messages ?? []);
  }

  /** The same of those that the reader is shown. */
  shown(name: string): readonly Message[] {
    return this.changing(name, this.rooms.get(name)?.log.shownMessages ?? []);
  }

  /** Any messages of a room, with what the user is changing of them. */
  changing(name: string, messages: readonly Message[]): readonly Message[] {
    return this.#changes?.applied(name, messages) ?? messages;
  }

  show(changes: OutgoingChanges): void {
    this.#changes = changes;
  }

  /** As it goes out: an edit that had to wait for another says when that one was, which is known by now. */
  prepared(frame: Post | ChangeFrame): Post | ChangeFrame {
    if (frame.type !== 'edit' || frame.known !== undefined) return frame;
    return { ...frame, known: this.rooms.find(frame.room, frame.seq)?.edited ?? null };
  }

  /** What is stored, and shown, or shown as soon as the room is, is no longer the outbox's. */
  displayed(name: string): void {
    const room = this.rooms.get(name);
    this.outbox.displayed(name, (frame, number) => {
      if (isPost(frame)) return number <= (room?.timeline.end ?? 0);
      // What is over before its change is told is never shown with it.
      return !room?.wanted || room.log.changes.rev >= number || (room.log.find(frame.seq)?.rev ?? number) >= number;
    });
  }

  /** A change is stored. */
  changed({ client_id, room: name, seq, rev }: ChangedFrame): void {
    const asked = this.outbox.changesOf(name).find(({ frame }) => frame.client_id === client_id)?.frame;
    const room = this.rooms.get(name);
    if (asked?.type === 'react') room?.log.reacted(seq, asked.emoji, asked.on, rev);
    this.outbox.acked(client_id, rev);
    room?.announced(0, rev);
    this.displayed(name);
  }

  /** What the server refuses, it may have found otherwise than it is known here. */
  refused(error: ErrorFrame): void {
    const frame = this.outbox.refused(error);
    if (!frame || isPost(frame)) return;
    this.#changes?.refused(frame, error.code);
    this.rooms.get(frame.room)?.check();
  }
}

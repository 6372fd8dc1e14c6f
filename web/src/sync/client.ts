import type { ChatPage, ClientFrame, Message, ServerFrame } from '../wire';
import { Connection } from './connection';
import { Joins } from './joins';
import { Outbox, type Outgoing } from './outbox';
import type { Ports } from './ports';
import { Presence } from './presence';
import { Reads } from './reads';
import { Room } from './room';

/** What the client tells its user interface. All are called after the change. */
export interface ClientEvents {
  /** A room's messages, unsent ones or phase changed. */
  room(name: string): void;
  /** The connection changed. */
  connection(): void;
  /** Somebody looks, or does no longer. */
  attention(): void;
  /** A newest page of a chat came. */
  page(page: ChatPage): void;
  /** A frame came; what it means for rooms and unsent messages is done already. */
  frame(frame: ServerFrame): void;
  /** The session is over. */
  ended(): void;
}

/** A ping names no more rooms than this. */
const PINGED = 200;

/** A signed-in user's chats: whatever the transport does, each stored message is shown once, in order. */
export class ChatClient {
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly reads: Reads;
  readonly presence: Presence;
  #joins: Joins;
  #rooms = new Map<string, Room>();

  constructor(
    private readonly me: string,
    private readonly ports: Ports,
    private readonly events: ClientEvents,
  ) {
    this.connection = new Connection(ports, {
      opened: () => this.#opened(),
      frame: (frame) => this.#frame(frame),
      changed: () => events.connection(),
      refused: () => events.ended(),
      seqs: () => this.#seqs(),
    });
    const transmit = (frame: ClientFrame) => this.connection.send(frame);
    this.outbox = new Outbox(ports, transmit, (room) => events.room(room));
    this.reads = new Reads(ports, transmit);
    this.presence = new Presence(ports, transmit, () => events.attention());
    this.#joins = new Joins(ports, transmit);
  }

  start(): void {
    this.presence.start();
    this.reads.start();
    this.connection.start();
    void this.outbox.load();
  }

  stop(): void {
    this.reads.stop();
    this.connection.stop();
    this.outbox.stop();
    this.presence.stop();
    this.#joins.stop();
    for (const room of this.#rooms.values()) room.leave();
  }

  /** Opens a chat: loads and follows it until `leave`. */
  enter(name: string): Room {
    const room = this.#rooms.get(name) ?? this.#create(name);
    this.#joins.want(name);
    room.enter();
    return room;
  }

  leave(name: string): void {
    this.#joins.unwant(name);
    this.#rooms.get(name)?.leave();
  }

  /** The user is in that chat no longer, or it is no more. */
  lose(name: string): void {
    this.#joins.joined(name);
    this.#rooms.get(name)?.lost();
  }

  room(name: string): Room | undefined {
    return this.#rooms.get(name);
  }

  /** The room's messages that are not among the stored ones yet. */
  unsent(name: string): readonly Outgoing[] {
    const end = this.#rooms.get(name)?.timeline.end ?? 0;
    return this.outbox.of(name).filter(({ state, seq }) => state !== 'sent' || seq > end);
  }

  #create(name: string): Room {
    const room = new Room(name, this.ports, {
      changed: () => {
        this.outbox.displayed(name, room.timeline.end);
        this.events.room(name);
      },
      opened: (page) => this.events.page(page),
      received: (messages) => this.#received(messages),
    });
    this.#rooms.set(name, room);
    return room;
  }

  #opened(): void {
    this.presence.connected();
    this.reads.connected();
    this.#joins.connected();
    this.outbox.connected();
    for (const room of this.#rooms.values()) if (room.wanted) room.hurry();
  }

  #seqs(): Record<string, number> {
    const followed = [...this.#rooms.values()].filter((room) => room.wanted && room.timeline.opened).slice(0, PINGED);
    return Object.fromEntries(followed.map((room) => [room.name, room.timeline.end]));
  }

  /** An own message among a room's is as good as its acknowledgement. */
  #received(messages: readonly Message[]): void {
    for (const { author, client_id, seq } of messages) {
      if (author.username === this.me) this.outbox.acked(client_id, seq);
    }
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'message_handler':
        if (!this.#rooms.has(frame.room)) this.#received([frame.message]);
        this.#rooms.get(frame.room)?.receive([frame.message]);
        break;
      case 'ack':
        this.outbox.acked(frame.client_id, frame.seq);
        this.#rooms.get(frame.room)?.announced(frame.seq);
        break;
      case 'joined':
        this.#joins.joined(frame.room);
        this.#rooms.get(frame.room)?.announced(frame.last_seq);
        this.#rooms.get(frame.room)?.hurry();
        break;
      case 'pong':
        this.#announced(frame.behind);
        break;
      case 'chat_indicators':
        this.#announced(frame.last_seqs);
        break;
      case 'error':
        if (frame.client_id) this.outbox.refused(frame);
        else if (frame.room && frame.code === 'no_such_chat') this.lose(frame.room);
        break;
    }
    this.events.frame(frame);
  }

  #announced(seqs: Record<string, number>): void {
    for (const [name, seq] of Object.entries(seqs)) this.#rooms.get(name)?.announced(seq);
  }
}

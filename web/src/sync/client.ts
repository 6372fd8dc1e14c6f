import type { ChatPage, ClientFrame, Message, ServerFrame } from '../wire';
import { Connection } from './connection/connection';
import { Joins } from './connection/joins';
import { Presence } from './connection/presence';
import { Reads } from './connection/reads';
import { Outbox } from './outbox/outbox';
import type { OutgoingChanges } from './outbox/outgoing-changes';
import { Unsent } from './outbox/unsent';
import type { Ports } from './ports';
import { Room } from './room/room';
import { Rooms } from './room/rooms';

/** What the client tells its user interface. All are called after the change. */
export interface ClientEvents {
  /** A room's messages, what is unsent of them or their changes, or its phase changed. */
  room(name: string): void;
  /** The connection changed. */
  connection(): void;
  /** Somebody looks, or does no longer. */
  attention(): void;
  /** A newest page of a chat came. */
  page(page: ChatPage): void;
  /** Messages came, or states of them after a change, by whatever way, as often as they come. */
  received(messages: readonly Message[]): void;
  /** Changes of a room were missed, and have come now; those of messages that are not here have not. */
  missed(room: string): void;
  /** A frame came; what it means for rooms and unsent messages is done already. */
  frame(frame: ServerFrame): void;
  /** The session is over. */
  ended(): void;
}

/** A signed-in user's chats: whatever the transport does, each stored message is shown once, in order. */
export class ChatClient {
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly unsent: Unsent;
  readonly reads: Reads;
  readonly presence: Presence;
  #joins: Joins;
  readonly #rooms = new Rooms((name) => this.#create(name));

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
      positions: () => this.#rooms.positions(),
    });
    const transmit = (frame: ClientFrame) => this.connection.send(frame);
    this.outbox = new Outbox(
      ports,
      (frame) => transmit(this.unsent.prepared(frame)),
      (room) => events.room(room),
    );
    this.unsent = new Unsent(this.outbox, this.#rooms);
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
    this.#rooms.leave();
  }

  /** Opens a chat: loads and follows it until `leave`. */
  enter(name: string): Room {
    const room = this.#rooms.open(name);
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

  /** From now on what the user changes shows at once. */
  show(changes: OutgoingChanges): void {
    this.unsent.show(changes);
    for (const room of this.outbox.rooms) this.events.room(room);
  }

  /** The server's state of a message, as far as it is here. */
  find(room: string, seq: number): Message | undefined {
    return this.#rooms.find(room, seq);
  }

  #create(name: string): Room {
    const room: Room = new Room(name, this.me, this.ports, {
      changed: () => {
        if (room.goneWith) this.ports.rooms.remove(name);
        else this.ports.rooms.keep(name, () => room.log.snapshot());
        this.unsent.displayed(name);
        this.events.room(name);
      },
      opened: (page) => this.events.page(page),
      received: (messages) => this.#received(messages),
      missed: () => this.events.missed(name),
    });
    return room;
  }

  #opened(): void {
    // A connection is active from its start, and its first join says as much as its first presence.
    if (!this.presence.active || !this.#joins.wanted) this.presence.connected();
    this.reads.connected();
    this.#joins.connected();
    this.outbox.connected();
    this.#rooms.hurry();
  }

  /** An own message among a room's is as good as its acknowledgement. */
  #received(messages: readonly Message[]): void {
    for (const { author, client_id, seq } of messages) {
      if (author.username === this.me) this.outbox.acked(client_id, seq);
    }
    this.events.received(messages);
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'message_handler':
        if (!this.#rooms.get(frame.room)) this.#received([frame.message]);
        this.#rooms.get(frame.room)?.receive([frame.message]);
        break;
      case 'messages_handler':
        for (const message of frame.messages) this.#frame({ type: 'message_handler', room: frame.room, message });
        return;
      case 'change_handler':
        if (!this.#rooms.change(frame)) this.events.received([frame.message]);
        break;
      case 'changes_handler':
        if (!this.#rooms.change(frame)) this.events.received(frame.messages);
        break;
      case 'changed':
        this.unsent.changed(frame);
        break;
      case 'ack':
        this.outbox.acked(frame.client_id, frame.seq);
        this.#rooms.get(frame.room)?.acked(frame.seq);
        break;
      case 'joined':
        this.#joins.joined(frame.room);
        this.#rooms.get(frame.room)?.announced(frame.last_seq, frame.last_rev);
        this.#rooms.get(frame.room)?.hurry();
        break;
      case 'pong':
        this.#rooms.announced(frame.behind, frame.changed ?? {});
        this.#rooms.ended(frame.changed ?? {});
        break;
      case 'chat_indicators':
        this.#rooms.announced(frame.last_seqs, frame.last_revs);
        break;
      case 'error':
        if (frame.client_id) this.unsent.refused(frame);
        else if (frame.room && frame.code === 'no_such_chat') {
          this.lose(frame.room);
          // Who was refused at their first join has said nothing yet.
          this.presence.connected();
        }
        break;
    }
    this.events.frame(frame);
  }
}

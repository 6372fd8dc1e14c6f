import { ChatClient } from '../../src/sync/client';
import { OutgoingChanges } from '../../src/sync/outbox/outgoing-changes';
import type { RoomStore, Signal, Store, StoredRoom, Unsent } from '../../src/sync/ports';
import type { Message } from '../../src/wire';
import type { ModelServer } from './server';

/** A store as IndexedDB would be: it outlives the page. */
export class MemoryStore implements Store {
  readonly kept = new Map<string, Unsent>();

  async load(): Promise<Unsent[]> {
    return structuredClone([...this.kept.values()]);
  }

  async put(unsent: Unsent): Promise<void> {
    this.kept.set(unsent.frame.client_id, structuredClone(unsent));
  }

  async remove(clientId: string): Promise<void> {
    this.kept.delete(clientId);
  }
}

/** Where nothing is kept, as in a browser that refuses. */
export const NO_ROOMS = {
  load: async () => null,
  keep: () => {},
  remove: () => {},
  chats: async () => null,
  keepChats: () => {},
};

/** Rooms as a browser would keep them: late, and not all that changes before the page goes. */
class LateRooms implements RoomStore {
  /** As JSON, which takes half the time that structuredClone does. */
  readonly #kept = new Map<string, string>();

  constructor(private readonly server: ModelServer) {}

  load(room: string): Promise<StoredRoom | null> {
    const stored: StoredRoom | null = JSON.parse(this.#kept.get(room) ?? 'null');
    const { clock, dice } = this.server;
    return new Promise((resolve) => clock.after(dice.between(0, 50), () => resolve(stored)));
  }

  keep(room: string, snapshot: () => StoredRoom | null): void {
    const stored = this.server.dice.chance(0.5) ? snapshot() : null;
    if (stored) this.#kept.set(room, JSON.stringify(stored));
  }

  remove(room: string): void {
    this.#kept.delete(room);
  }
}

/** A user with a page open, who checks at every change that nothing is shown twice or out of order. */
export class Reader {
  client: ChatClient;
  changes!: OutgoingChanges;
  readonly store = new MemoryStore();
  readonly #rooms: RoomStore;
  readonly complaints: string[] = [];
  ended = false;
  /** The newest state that was shown of each message of a room. */
  #revs = new Map<string, Map<number, number>>();
  #listeners = new Set<(signal: Signal) => void>();

  constructor(
    readonly user: string,
    private readonly server: ModelServer,
  ) {
    this.#rooms = new LateRooms(server);
    this.client = this.#open();
  }

  /** The page is loaded anew; what was unsent is in the store, and rooms as they were kept last. */
  reload(): void {
    this.client.stop();
    this.client = this.#open();
  }

  signal(signal: Signal): void {
    for (const listener of [...this.#listeners]) listener(signal);
  }

  /** The stored messages as the user sees them; none that is over. */
  stored(room: string): readonly Message[] {
    return this.client.unsent.applied(room).filter(({ seq }) => seq > this.server.log(room).over);
  }

  /** All that the user sees of a room, the unsent last. */
  sees(room: string): string[] {
    const stored = this.client.unsent.applied(room).map(({ body, seq }) => body ?? `deleted ${seq}`);
    const unsent = this.client.unsent.messages(room).map(({ frame }) => (frame.type === 'message' ? frame.body : ''));
    return [...stored, ...unsent];
  }

  #open(): ChatClient {
    const { server, user } = this;
    const client = new ChatClient(
      user,
      {
        clock: server.clock,
        store: this.store,
        rooms: this.#rooms,
        remote: {
          ticket: () => server.ticket(user),
          open: (room) => server.open(user, room),
          older: (room, where, limit) => server.older(user, room, where, limit),
          changes: (room, where) => server.changes(user, room, where),
          thread: (room, seq, after, limit) => server.thread(user, room, seq, after, limit),
        },
        signals: {
          online: () => !server.unreachable.has(user),
          listen: (fn) => {
            this.#listeners.add(fn);
            return () => this.#listeners.delete(fn);
          },
        },
        attention: { visible: () => true, listen: () => () => {} },
        dial: (ticket, events) => server.dial(user, ticket, events),
        random: server.dice.next,
        uuid: () => server.dice.uuid(),
      },
      {
        room: (name) => this.#check(name),
        connection: () => {},
        attention: () => {},
        page: () => {},
        received: () => {},
        missed: () => {},
        frame: () => {},
        ended: () => {
          this.ended = true;
        },
      },
    );
    this.changes = new OutgoingChanges(user, client, () => server.dice.uuid());
    client.show(this.changes);
    this.#revs.clear();
    client.start();
    return client;
  }

  #check(room: string): void {
    const log = this.client?.room(room)?.log;
    const runs = log ? [log.stretches.stretch?.messages ?? [], log.timeline.messages] : [];
    const over = this.server.log(room).over;
    for (const messages of runs) {
      const broken = messages.some(({ seq }, i) => i > 0 && seq !== (messages[i - 1]?.seq ?? 0) + 1 && seq > over + 1);
      if (broken) this.complaints.push(`${room}: ${messages.map(({ seq }) => seq).join(' ')}`);
    }
    const messages = runs.flat();
    const revs = this.#revs.get(room);
    for (const { seq, rev } of messages) {
      if (rev < (revs?.get(seq) ?? 0)) this.complaints.push(`${room}: an older state of ${seq}`);
    }
    this.#revs.set(room, new Map(messages.map(({ seq, rev }) => [seq, rev])));
    const seen = this.client ? this.sees(room) : [];
    if (new Set(seen).size < seen.length) this.complaints.push(`${room}: shown twice: ${seen.join(' ')}`);
  }
}

import { ChatClient } from '../../src/sync/client';
import type { Signal, Store, Unsent } from '../../src/sync/ports';
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

/** A user with a page open, who checks at every change that nothing is shown twice or out of order. */
export class Reader {
  client: ChatClient;
  readonly store = new MemoryStore();
  readonly complaints: string[] = [];
  ended = false;
  #listeners = new Set<(signal: Signal) => void>();

  constructor(
    readonly user: string,
    private readonly server: ModelServer,
  ) {
    this.client = this.#open();
  }

  /** The page is loaded anew; what was unsent is in the store. */
  reload(): void {
    this.client.stop();
    this.client = this.#open();
  }

  signal(signal: Signal): void {
    for (const listener of [...this.#listeners]) listener(signal);
  }

  /** All that the user sees of a room, the unsent last. */
  sees(room: string): string[] {
    const stored = this.client.room(room)?.timeline.messages ?? [];
    const unsent = this.client.unsent(room).map(({ frame }) => (frame.type === 'message' ? frame.body : ''));
    return [...stored.map(({ body }) => body ?? ''), ...unsent];
  }

  #open(): ChatClient {
    const { server, user } = this;
    const client = new ChatClient(
      user,
      {
        clock: server.clock,
        store: this.store,
        remote: {
          ticket: () => server.ticket(user),
          open: (room) => server.open(user, room),
          older: (room, where, limit) => server.older(user, room, where, limit),
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
        frame: () => {},
        ended: () => {
          this.ended = true;
        },
      },
    );
    client.start();
    return client;
  }

  #check(room: string): void {
    const messages = this.client?.room(room)?.timeline.messages ?? [];
    const over = this.server.over.get(room) ?? 0;
    const broken = messages.some(({ seq }, i) => i > 0 && seq !== (messages[i - 1]?.seq ?? 0) + 1 && seq > over + 1);
    if (broken) this.complaints.push(`${room}: ${messages.map(({ seq }) => seq).join(' ')}`);
    const seen = this.client ? this.sees(room) : [];
    if (new Set(seen).size < seen.length) this.complaints.push(`${room}: shown twice: ${seen.join(' ')}`);
  }
}

import type { Clock, SocketEvents } from '../../src/sync/ports';
import type { Chat, ChatPage, ClientFrame, Message, MessagePage, ServerFrame } from '../../src/wire';
import type { Dice } from './random';

/** How badly the world behaves, each a probability but for `delay`, in milliseconds. */
export interface Faults {
  drop: number;
  double: number;
  delay: number;
  /** An HTTP call fails, before or after it was served. */
  fetch: number;
  /** A handshake is refused. */
  refuse: number;
  /** A stored or unstored message is answered with `internal`, or the user is told to slow down. */
  stumble: number;
  /** A page misses the newest messages. */
  stale: number;
}

export const CALM: Faults = { drop: 0, double: 0, delay: 30, fetch: 0, refuse: 0, stumble: 0, stale: 0 };

const TWO_HOURS = 2 * 60 * 60 * 1000;

export interface Line {
  user: string;
  joined: Set<string>;
  events: SocketEvents;
  alive: boolean;
}

/** The server as the contract describes it, over a transport that breaks as `faults` says. */
export class ModelServer {
  faults: Faults = CALM;
  readonly logs = new Map<string, Message[]>();
  /** The number up to which a room's messages are over: kept, and shown to nobody any more. */
  readonly over = new Map<string, number>();
  readonly lines = new Set<Line>();
  readonly unreachable = new Set<string>();
  #receipts = new Map<string, number>();
  #tickets = new Map<string, string>();

  constructor(
    readonly clock: Clock,
    readonly dice: Dice,
  ) {}

  log(room: string): Message[] {
    const log = this.logs.get(room) ?? [];
    this.logs.set(room, log);
    return log;
  }

  ticket(user: string): Promise<string> {
    return this.#call(user, () => {
      const ticket = this.dice.uuid();
      this.#tickets.set(ticket, user);
      return ticket;
    });
  }

  open(user: string, room: string): Promise<ChatPage> {
    return this.#call(user, () => {
      const log = this.#read(room);
      const chat = { name: room, last_seq: log.length } as Chat;
      const from = Math.max(log.length - 30, 0);
      return {
        chat,
        members: [],
        members_cursor: null,
        messages: this.#shown(room, log, from),
        has_older: from > this.#over(room),
      };
    });
  }

  older(
    user: string,
    room: string,
    where: { after: number } | { before: number },
    limit: number,
  ): Promise<MessagePage> {
    return this.#call(user, () => {
      const log = this.#read(room);
      const from = 'after' in where ? Math.max(where.after, this.#over(room)) : Math.max(where.before - 1 - limit, 0);
      const to = 'after' in where ? from + limit : where.before - 1;
      return {
        messages: this.#shown(room, log, from, to),
        has_older: from > this.#over(room),
        has_newer: to < log.length,
      };
    });
  }

  dial(user: string, ticket: string, events: SocketEvents) {
    const line: Line = { user, joined: new Set(), events, alive: false };
    this.clock.after(this.#delay(), () => {
      const known = this.#tickets.get(ticket) === user;
      this.#tickets.delete(ticket);
      if (!known || this.unreachable.has(user) || this.dice.chance(this.faults.refuse)) return events.closed();
      line.alive = true;
      this.lines.add(line);
      this.clock.after(TWO_HOURS, () => this.cut(line, false));
      events.open();
    });
    return {
      send: (text: string) => this.#travel(line, () => this.#serve(line, JSON.parse(text) as ClientFrame)),
      close: () => this.#forget(line),
    };
  }

  /** Ends a connection; a silent cut is one that the client is not told of. */
  cut(line: Line, silent: boolean): void {
    if (!line.alive) return;
    this.#forget(line);
    if (!silent) this.clock.after(this.#delay(), () => line.events.closed());
  }

  #forget(line: Line): void {
    line.alive = false;
    this.lines.delete(line);
  }

  #serve(line: Line, frame: ClientFrame): void {
    if (frame.type === 'message') this.#message(line, frame);
    if (frame.type === 'leave') line.joined.delete(frame.room);
    if (frame.type === 'join') {
      line.joined.add(frame.room);
      this.#tell(line, {
        type: 'joined',
        room: frame.room,
        last_seq: this.log(frame.room).length,
        online_count: 1,
        members: null,
      });
    }
    if (frame.type === 'ping') {
      const ends = Object.keys(frame.seqs ?? {}).map((room) => [room, this.log(room).length] as const);
      const behind = ends.filter(([room, end]) => end > (frame.seqs?.[room] ?? 0));
      this.#tell(line, { type: 'pong', behind: Object.fromEntries(behind) });
    }
  }

  #message(line: Line, frame: Extract<ClientFrame, { type: 'message' }>): void {
    const { room, client_id } = frame;
    const refuse = (code: string, retry_after = 0) =>
      this.#tell(line, { type: 'error', code, detail: code, client_id, room, retry_after });
    const key = `${line.user} ${room} ${client_id}`;
    const log = this.log(room);
    if (!this.#receipts.has(key)) {
      if (this.dice.chance(this.faults.stumble)) return refuse('rate_limited', this.dice.between(1, 5));
      if (this.dice.chance(this.faults.stumble)) return refuse('internal');
      log.push(stored(log.length + 1, line.user, frame));
      this.#receipts.set(key, log.length);
    }
    const seq = this.#receipts.get(key) as number;
    const message = log[seq - 1] as Message;
    this.#tell(line, { type: 'ack', client_id, room, seq, created: message.created });
    for (const other of this.lines) {
      if (room !== 'public-chat' || other.joined.has(room)) {
        this.#tell(other, { type: 'message_handler', room, message });
      }
    }
  }

  #tell(line: Line, frame: ServerFrame): void {
    this.#travel(line, () => line.events.frame(JSON.stringify(frame)));
  }

  #travel(line: Line, arrive: () => void): void {
    const copies = this.dice.chance(this.faults.drop) ? 0 : this.dice.chance(this.faults.double) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      this.clock.after(this.#delay(), () => {
        if (line.alive && !this.unreachable.has(line.user)) arrive();
      });
    }
  }

  #over(room: string): number {
    return this.over.get(room) ?? 0;
  }

  #shown(room: string, log: Message[], from: number, to = log.length): Message[] {
    return log.slice(Math.max(from, this.#over(room)), Math.max(to, this.#over(room)));
  }

  #read(room: string): Message[] {
    const log = this.log(room);
    return this.dice.chance(this.faults.stale) ? log.slice(0, -2) : log.slice();
  }

  #call<T>(user: string, serve: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const served = this.dice.chance(0.5) ? serve() : undefined;
      this.clock.after(this.#delay(), () => {
        const failed = this.unreachable.has(user) || this.dice.chance(this.faults.fetch);
        if (failed) reject(new Error('the network failed'));
        else resolve(served ?? serve());
      });
    });
  }

  #delay(): number {
    return this.dice.between(1, this.faults.delay);
  }
}

function stored(seq: number, user: string, frame: Extract<ClientFrame, { type: 'message' }>): Message {
  const { room, client_id } = frame;
  const author = { username: user, display_name: user, avatar_url: null };
  const body = frame.body.trim();
  const created = '2026-01-01T00:00:00.000Z';
  return { room, seq, id: `${room}-${seq}`, client_id, author, body, file: null, created, edited: null, deleted: null };
}

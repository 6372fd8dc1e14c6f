import type { ChangeFrame, Clock, SocketEvents, Where } from '../../src/sync/ports';
import type {
  ChangePage,
  Chat,
  ChatPage,
  ClientFrame,
  Message,
  MessagePage,
  PingFrame,
  SendFrame,
  ServerFrame,
  ThreadPage,
} from '../../src/wire';
import { ModelLog } from './model-log';
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
  /** A page misses the newest messages and changes. */
  stale: number;
}

export const CALM: Faults = { drop: 0, double: 0, delay: 30, fetch: 0, refuse: 0, stumble: 0, stale: 0 };

/** So short are the pages that a short log has several: the newest, and all others. */
const NEWEST = 2;
const PAGE = 2;

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
  readonly logs = new Map<string, ModelLog>();
  readonly lines = new Set<Line>();
  readonly unreachable = new Set<string>();
  /** What was refused for good, in words. */
  readonly refusals: string[] = [];
  /** The public chat's changes are told once a second. */
  gathers = false;
  #gathering = new Set<string>();
  #receipts = new Map<string, number>();
  #tickets = new Map<string, string>();

  constructor(
    readonly clock: Clock,
    readonly dice: Dice,
  ) {}

  log(room: string): ModelLog {
    const log = this.logs.get(room) ?? new ModelLog(room);
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
      const log = this.log(room);
      const { messages, rev } = this.#read(user, log);
      const chat = { name: room, last_seq: messages.length, last_rev: rev } as Chat;
      const from = Math.max(messages.length - NEWEST, 0);
      const page = { messages: shown(log, messages, from), has_older: from > log.over, rev };
      return { chat, members: [], members_cursor: null, readers: null, ...page };
    });
  }

  older(user: string, room: string, where: Where, limit: number): Promise<MessagePage> {
    return this.#call(user, () => {
      const log = this.log(room);
      const { messages, rev } = this.#read(user, log);
      const size = Math.min(limit, PAGE);
      const from = Math.max(firstOf(where, size), 'before' in where ? 0 : log.over);
      const to = 'before' in where ? where.before - 1 : from + size;
      const page = { messages: shown(log, messages, from, to), has_older: from > log.over, rev };
      return { ...page, has_newer: to < messages.length };
    });
  }

  thread(user: string, room: string, seq: number, after: number, limit: number): Promise<ThreadPage> {
    return this.#call(user, () => this.log(room).thread(user, seq, after, limit));
  }

  changes(user: string, room: string, { after, from }: { after: number; from: number }): Promise<ChangePage> {
    return this.#call(user, () => this.log(room).changes(user, after, from));
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
    switch (frame.type) {
      case 'message':
        return this.#message(line, frame);
      case 'edit':
      case 'delete':
      case 'react':
      case 'pin':
        return this.#change(line, frame);
      case 'leave':
        line.joined.delete(frame.room);
        return;
      case 'join':
        return this.#join(line, frame.room);
      case 'ping':
        return this.#pong(line, frame);
    }
  }

  #join(line: Line, room: string): void {
    line.joined.add(room);
    const { length: last_seq, rev: last_rev } = this.log(room);
    this.#tell(line, { type: 'joined', room, last_seq, last_rev, online_count: 1, members: null });
  }

  #pong(line: Line, { seqs = {}, revs = {} }: PingFrame): void {
    const behind = Object.keys(seqs).map((room) => [room, this.log(room).length] as const);
    const changed = Object.keys(revs).map((room) => [room, this.log(room).rev] as const);
    this.#tell(line, {
      type: 'pong',
      behind: Object.fromEntries(behind.filter(([room, end]) => end > (seqs[room] ?? 0))),
      changed: Object.fromEntries(changed.filter(([room, rev]) => rev !== revs[room])),
    });
  }

  #message(line: Line, frame: SendFrame): void {
    const { room, client_id } = frame;
    const key = `${line.user} ${room} ${client_id}`;
    const log = this.log(room);
    if (!this.#receipts.has(key)) {
      if (this.#stumbles(line, frame)) return;
      const said = log.say(line.user, frame);
      if (typeof said === 'string') return this.#tell(line, { type: 'error', code: said, detail: '', client_id, room });
      this.#receipts.set(key, said.seq);
    }
    const message = log.message(this.#receipts.get(key) as number);
    this.#tell(line, { type: 'ack', client_id, room, seq: message.seq, created: message.created });
    this.#announce(room, { type: 'message_handler', room, message });
  }

  #change(line: Line, frame: ChangeFrame): void {
    const { room, client_id, seq } = frame;
    if (this.#stumbles(line, frame)) return;
    const changed = this.log(room).change(line.user, frame);
    if (typeof changed === 'string') {
      this.refusals.push(`${line.user} ${frame.type} ${changed}`);
      return this.#tell(line, { type: 'error', code: changed, detail: '', client_id, room });
    }
    this.#tell(line, { type: 'changed', client_id, room, seq, rev: changed.message.rev });
    if (changed.told && this.gathers && room === 'public-chat') this.#gather(room, changed.told.rev - 1);
    else if (changed.told) this.#announce(room, changed.told);
  }

  /** What changes within the next second is told as one. */
  #gather(room: string, after: number): void {
    if (this.#gathering.has(room)) return;
    this.#gathering.add(room);
    this.clock.after(1_000, () => {
      this.#gathering.delete(room);
      const log = this.log(room);
      const messages = log.changedSince(after);
      this.#announce(room, { type: 'changes_handler', room, after, rev: log.rev, messages });
    });
  }

  #announce(room: string, frame: ServerFrame): void {
    for (const line of this.lines) if (room !== 'public-chat' || line.joined.has(room)) this.#tell(line, frame);
  }

  #stumbles(line: Line, { client_id, room }: SendFrame | ChangeFrame): boolean {
    const code = this.dice.chance(this.faults.stumble)
      ? 'rate_limited'
      : this.dice.chance(this.faults.stumble)
        ? 'internal'
        : null;
    if (code === null) return false;
    const retry_after = code === 'rate_limited' ? this.dice.between(1, 5) : 0;
    this.#tell(line, { type: 'error', code, detail: code, client_id, room, retry_after });
    return true;
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

  /** Where a read is stale, it misses the newest messages, and shows of each one state or another since some change. */
  #read(user: string, log: ModelLog): { messages: Message[]; rev: number } {
    if (!this.dice.chance(this.faults.stale)) return { messages: log.messages(user), rev: log.rev };
    const end = Math.max(log.length - 2, 0);
    const rev = Math.max(Math.min(log.firstChangeBehind(end) - 1, log.rev - Math.floor(this.dice.between(0, 4))), 0);
    return { messages: log.read(user, rev, (states) => this.dice.pick(states)).slice(0, end), rev };
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

/** Behind how many messages the page begins. */
function firstOf(where: Where, size: number): number {
  if ('after' in where) return where.after;
  return 'before' in where ? where.before - 1 - size : where.around - 1 - size / 2;
}

/** What is over is shown to nobody. */
function shown(log: ModelLog, messages: Message[], from: number, to = messages.length): Message[] {
  return messages.slice(Math.max(from, log.over), Math.max(to, log.over));
}

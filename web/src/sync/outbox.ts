import type { ErrorFrame, FileInfo } from '../wire';
import { fullJitter } from './backoff';
import type { Ports, Post, Unsent } from './ports';
import { ResendDelay } from './resend-delay';

/** `sent`: stored by the server, but not shown among the room's messages yet. */
export type SendState = 'sending' | 'sent' | 'failed';

export interface Outgoing {
  readonly frame: Post;
  /** The file that the frame brings, else null. */
  readonly file: FileInfo | null;
  readonly created: number;
  readonly state: SendState;
  /** An error code of the contract, or `expired`; null unless failed. */
  readonly reason: string | null;
  /** Its number in the room once `sent`, else 0. */
  readonly seq: number;
}

interface Entry extends Unsent {
  state: SendState;
  seq: number;
  attempts: number;
  /** When it went out first on this connection, else 0. */
  firstSentAt: number;
  cancelTimer: (() => void) | undefined;
}

const LONGEST_WAIT = 30_000;
/** The server remembers a `client_id` this long: later, a retry might be stored twice. */
export const LIFETIME = 24 * 60 * 60 * 1000;

/** A file whose host does not answer must not hold up what is said meanwhile. */
const LANES = ['message', 'file_upload'] as const;
/** Refusals that pass. */
const PASSING = ['internal', 'unavailable'];

/**
 * Messages on their way. Each goes out until it is acknowledged or refused, always with the same `client_id`; of a
 * room's texts, and of its files, one at a time, since only an answered frame is sure to be stored before the next.
 */
export class Outbox {
  #entries: Entry[] = [];
  #resumeAt = 0;
  readonly #resendDelay: ResendDelay;

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'random' | 'uuid' | 'store'>,
    /** False when there is no connection: `connected` will come. */
    private readonly transmit: (frame: Post) => boolean,
    private readonly changed: (room: string) => void,
  ) {
    this.#resendDelay = new ResendDelay(ports.random);
  }

  /** Takes up what an earlier page left unsent. */
  async load(): Promise<void> {
    const stored = await this.ports.store.load().catch(() => []);
    const known = new Set(this.#entries.map((entry) => entry.frame.client_id));
    for (const unsent of stored) if (!known.has(unsent.frame.client_id)) this.#entries.push(entryOf(unsent));
    this.#entries.sort((a, b) => a.created - b.created);
    for (const room of this.#rooms()) this.#go(room);
  }

  /** A room's messages that are not shown as stored, in the order in which they were written. */
  of(room: string): readonly Outgoing[] {
    return this.#entries.filter((entry) => entry.frame.room === room).map((entry) => ({ ...entry }));
  }

  get idle(): boolean {
    return !this.#entries.some((entry) => entry.state === 'sending');
  }

  send(room: string, body: string): void {
    this.#post({ type: 'message', room, client_id: this.ports.uuid(), body });
  }

  /** Posts an uploaded file; `answer` is what its host said of it. Returns the message's `client_id`. */
  sendFile(room: string, answer: Record<string, unknown>, file: FileInfo): string {
    const client_id = this.ports.uuid();
    this.#post({ type: 'file_upload', room, client_id, file: answer }, file);
    return client_id;
  }

  /** Tries a failed message again, as the newest one. */
  retry(clientId: string): void {
    const failed = this.#find(clientId);
    if (failed?.state !== 'failed') return;
    this.discard(clientId);
    // One that ran out of time may have been stored long ago; any other was refused, and its id is still good.
    const client_id = failed.reason === 'expired' ? this.ports.uuid() : clientId;
    this.#post({ ...failed.frame, client_id }, failed.file);
  }

  discard(clientId: string): void {
    const entry = this.#find(clientId);
    if (entry?.state !== 'failed') return;
    this.#drop(entry);
    void this.ports.store.remove(clientId).catch(() => undefined);
    this.changed(entry.frame.room);
  }

  /** A connection is open: everything unanswered goes out again on it. */
  connected(): void {
    for (const entry of this.#entries) {
      this.#disarm(entry);
      Object.assign(entry, { attempts: 0, firstSentAt: 0 });
    }
    for (const room of this.#rooms()) this.#go(room);
  }

  /** The message is stored: an `ack` said so, or it came back among the room's messages. */
  acked(clientId: string, seq: number): void {
    const entry = this.#find(clientId);
    if (!entry || entry.state === 'sent') return;
    this.#disarm(entry);
    if (entry.firstSentAt > 0) this.#resendDelay.took(this.ports.clock.now() - entry.firstSentAt);
    Object.assign(entry, { state: 'sent', reason: null, seq });
    void this.ports.store.remove(clientId).catch(() => undefined);
    this.#go(entry.frame.room);
  }

  refused(error: ErrorFrame): void {
    const entry = this.#find(error.client_id ?? '');
    if (entry?.state !== 'sending') return;
    this.#disarm(entry);
    entry.firstSentAt = 0;
    if (error.code === 'rate_limited') {
      const wait = (error.retry_after ?? 1) * 1000 + this.ports.random() * 500;
      // Files have a limit of their own besides, and a long one: it holds up no text.
      if (entry.frame.type === 'file_upload') return this.#arm(entry, wait);
      this.#resumeAt = Math.max(this.#resumeAt, this.ports.clock.now() + wait);
      this.#go(entry.frame.room);
    } else if (PASSING.includes(error.code)) {
      this.#arm(entry, 500 + this.#backoff(entry));
    } else {
      this.#fail(entry, error.code);
    }
  }

  /** The room shows everything up to `end`, so what was stored up to there is no longer the outbox's to show. */
  displayed(room: string, end: number): void {
    const done = this.#entries.filter(({ frame, state, seq }) => frame.room === room && state === 'sent' && seq <= end);
    for (const entry of done) this.#drop(entry);
    if (done.length > 0) this.changed(room);
  }

  stop(): void {
    for (const entry of this.#entries) this.#disarm(entry);
  }

  #post(frame: Post, file: FileInfo | null = null): void {
    const created = Math.max(this.ports.clock.now(), (this.#entries.at(-1)?.created ?? 0) + 1);
    const entry = entryOf({ frame, file, created, reason: null });
    this.#entries.push(entry);
    this.#keep(entry);
    this.#go(frame.room);
  }

  /** Sends the room's oldest unanswered message of each lane, unless it is out already. */
  #go(room: string): void {
    for (const lane of LANES) {
      const entry = this.#entries.find(
        ({ frame, state }) => frame.room === room && frame.type === lane && state === 'sending',
      );
      if (entry && !entry.cancelTimer) this.#transmit(entry);
    }
    this.changed(room);
  }

  #transmit(entry: Entry): void {
    const now = this.ports.clock.now();
    if (now - entry.created > LIFETIME) return this.#fail(entry, 'expired');
    if (now < this.#resumeAt) return this.#arm(entry, this.#resumeAt - now);
    if (!this.transmit(entry.frame)) return;
    entry.firstSentAt ||= now;
    this.#arm(entry, this.#resendDelay.wait(entry.attempts++));
  }

  #arm(entry: Entry, ms: number): void {
    entry.cancelTimer = this.ports.clock.after(ms, () => {
      entry.cancelTimer = undefined;
      this.#transmit(entry);
    });
  }

  #disarm(entry: Entry): void {
    entry.cancelTimer?.();
    entry.cancelTimer = undefined;
  }

  #backoff(entry: Entry): number {
    return fullJitter(this.ports.random, entry.attempts++, 1_000, LONGEST_WAIT);
  }

  #fail(entry: Entry, reason: string): void {
    Object.assign(entry, { state: 'failed', reason });
    this.#keep(entry);
    this.#go(entry.frame.room);
  }

  #keep({ frame, file, created, reason }: Entry): void {
    void this.ports.store.put({ frame, file, created, reason }).catch(() => undefined);
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }

  #find(clientId: string): Entry | undefined {
    return this.#entries.find(({ frame }) => frame.client_id === clientId);
  }

  #rooms(): Set<string> {
    return new Set(this.#entries.map(({ frame }) => frame.room));
  }
}

function entryOf(unsent: Unsent): Entry {
  const state = unsent.reason === null ? 'sending' : 'failed';
  return { ...unsent, state, seq: 0, attempts: 0, firstSentAt: 0, cancelTimer: undefined };
}

import type { ErrorFrame, FileInfo, Quote } from '../../wire';
import { fullJitter } from '../connection/backoff';
import type { ChangeFrame, Ports, Post } from '../ports';
import type { Entry, Outgoing, OutgoingChange } from './outbox-entry';
import { entryOf, nextOf, outgoing, outgoingChange } from './outbox-entry';
import { ResendDelay } from './resend-delay';

const LONGEST_WAIT = 30_000;
/** The server remembers a `client_id` this long: later, a retry might be stored twice. */
export const LIFETIME = 24 * 60 * 60 * 1000;

/** A longer wait than this, in milliseconds, is for the slow mode of one chat: nothing else has to wait for it. */
const BRIEF = 10_000;

/** Refusals that pass. */
const PASSING = ['internal', 'unavailable'];

/**
 * Messages and changes on their way. Each goes out until it is acknowledged or refused, always with the same
 * `client_id`; of a room's lane one at a time, since only an answered frame is sure to be stored before the next.
 */
export class Outbox {
  #entries: Entry[] = [];
  #resumeAt = 0;
  readonly #resendDelay: ResendDelay;

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'random' | 'uuid' | 'store'>,
    /** False when there is no connection: `connected` will come. */
    private readonly transmit: (frame: Post | ChangeFrame) => boolean,
    private readonly changed: (room: string) => void,
  ) {
    this.#resendDelay = new ResendDelay(ports.random);
  }

  /** Takes up what an earlier page left unsent. */
  async load(): Promise<void> {
    const stored = await this.ports.store.load().catch(() => []);
    const known = new Set(this.#entries.map((entry) => entry.frame.client_id));
    for (const unsent of stored) if (!known.has(unsent.frame.client_id)) this.#entries.push(entryOf(unsent, true));
    this.#entries.sort((a, b) => a.created - b.created);
    for (const room of this.rooms) this.#go(room);
  }

  /** The rooms that something is on its way to. */
  get rooms(): ReadonlySet<string> {
    return new Set(this.#entries.map(({ frame }) => frame.room));
  }

  /** A room's messages that are not shown as stored, in the order in which they were written. */
  of(room: string): readonly Outgoing[] {
    return this.#entries.flatMap((entry) => (entry.frame.room === room ? outgoing(entry) : []));
  }

  /** A room's changes that are not shown as stored, in the order in which they were asked for. */
  changesOf(room: string): readonly OutgoingChange[] {
    return this.#entries.flatMap((entry) => (entry.frame.room === room ? outgoingChange(entry) : []));
  }

  /** `quoted` is what it is a reply to; null for none. */
  send(room: string, body: string, quoted: Quote | null = null): void {
    this.post({ type: 'message', room, client_id: this.ports.uuid(), body, ...replyTo(quoted) }, null, quoted);
  }

  /** Posts an uploaded file; `answer` is what its host said of it. Returns the message's `client_id`. */
  sendFile(room: string, answer: Record<string, unknown>, file: FileInfo, quoted: Quote | null = null): string {
    const client_id = this.ports.uuid();
    this.post({ type: 'file_upload', room, client_id, file: answer, ...replyTo(quoted) }, file, quoted);
    return client_id;
  }

  /** Tries a failed message again, as the newest one; one that was a reply to nothing as no reply. */
  retry(clientId: string): void {
    const failed = this.#find(clientId);
    if (failed?.state !== 'failed') return;
    this.discard(clientId);
    // One that ran out of time may have been stored long ago; any other was refused, and its id is still good.
    const client_id = failed.reason === 'expired' ? this.ports.uuid() : clientId;
    const { file, quoted = null, reason } = failed;
    if (reason !== 'no_such_message') return this.post({ ...failed.frame, client_id }, file, quoted);
    const { reply_to: _, ...plain } = failed.frame as Post;
    this.post({ ...plain, client_id } as Post, file);
  }

  /** Takes back what failed, or has not gone out yet. */
  discard(clientId: string): void {
    const entry = this.#find(clientId);
    if (!entry || (entry.state !== 'failed' && entry.tried)) return;
    this.#disarm(entry);
    this.#drop(entry);
    void this.ports.store.remove(clientId).catch(() => undefined);
    this.#go(entry.frame.room);
  }

  /** A connection is open: everything unanswered goes out again on it. */
  connected(): void {
    for (const entry of this.#entries) {
      this.#disarm(entry);
      Object.assign(entry, { attempts: 0, firstSentAt: 0 });
    }
    for (const room of this.rooms) this.#go(room);
  }

  /** It is stored: the server said so, or it came back among the room's messages. `number`: its seq, or its rev. */
  acked(clientId: string, number: number): void {
    const entry = this.#find(clientId);
    if (!entry || entry.state === 'sent') return;
    this.#disarm(entry);
    if (entry.firstSentAt > 0) this.#resendDelay.took(this.ports.clock.now() - entry.firstSentAt);
    Object.assign(entry, { state: 'sent', reason: null, number });
    void this.ports.store.remove(clientId).catch(() => undefined);
    this.#go(entry.frame.room);
  }

  /** Goes on trying where the refusal passes; else what failed is the answer. */
  refused(error: ErrorFrame): Post | ChangeFrame | null {
    const entry = this.#find(error.client_id ?? '');
    if (entry?.state !== 'sending') return null;
    this.#disarm(entry);
    entry.firstSentAt = 0;
    if (error.code === 'rate_limited') this.#slowDown(entry, error.retry_after ?? 1);
    else if (PASSING.includes(error.code))
      this.#arm(entry, 500 + fullJitter(this.ports.random, entry.attempts++, 1_000, LONGEST_WAIT));
    else this.#fail(entry, error.code);
    return entry.reason === null ? null : entry.frame;
  }

  /** What was stored and is now shown as such is no longer the outbox's to show. */
  displayed(room: string, shown: (frame: Post | ChangeFrame, number: number) => boolean): void {
    const done = this.#entries.filter(
      ({ frame, state, number }) => frame.room === room && state === 'sent' && shown(frame, number),
    );
    for (const entry of done) this.#drop(entry);
    if (done.length > 0) this.#go(room);
  }

  stop(): void {
    for (const entry of this.#entries) this.#disarm(entry);
  }

  post(frame: Post | ChangeFrame, file: FileInfo | null = null, quoted: Quote | null = null): void {
    const created = Math.max(this.ports.clock.now(), (this.#entries.at(-1)?.created ?? 0) + 1);
    const entry = entryOf({ frame, file, ...(quoted && { quoted }), created, reason: null }, false);
    this.#entries.push(entry);
    this.#keep(entry);
    this.#go(frame.room);
  }

  /** Sends what is next of the room's lanes, unless it is out already. */
  #go(room: string): void {
    const next = nextOf(this.#entries.filter(({ frame }) => frame.room === room));
    for (const entry of next) if (!entry.cancelTimer) this.#transmit(entry);
    this.changed(room);
  }

  #transmit(entry: Entry): void {
    const now = this.ports.clock.now();
    if (now - entry.created > LIFETIME) return this.#fail(entry, 'expired');
    if (now < this.#resumeAt) return this.#arm(entry, this.#resumeAt - now);
    if (!this.transmit(entry.frame)) return;
    entry.firstSentAt ||= now;
    entry.tried = true;
    this.#arm(entry, this.#resendDelay.wait(entry.attempts++));
  }

  #slowDown(entry: Entry, seconds: number): void {
    const wait = seconds * 1000 + this.ports.random() * 500;
    // Files have a limit of their own besides, and a long one: it holds up no text.
    if (entry.frame.type === 'file_upload') return this.#arm(entry, wait);
    if (wait > BRIEF) return this.#hold(entry, wait);
    this.#resumeAt = Math.max(this.#resumeAt, this.ports.clock.now() + wait);
    this.#go(entry.frame.room);
  }

  #hold(entry: Entry, ms: number): void {
    this.#arm(entry, ms);
    entry.heldUntil = this.ports.clock.now() + ms;
    this.changed(entry.frame.room);
  }

  #arm(entry: Entry, ms: number): void {
    entry.heldUntil = 0;
    entry.cancelTimer = this.ports.clock.after(ms, () => {
      entry.cancelTimer = undefined;
      this.#transmit(entry);
    });
  }

  #disarm(entry: Entry): void {
    entry.cancelTimer?.();
    entry.cancelTimer = undefined;
    entry.heldUntil = 0;
  }

  #fail(entry: Entry, reason: string): void {
    Object.assign(entry, { state: 'failed', reason });
    this.#keep(entry);
    this.#go(entry.frame.room);
  }

  #keep({ frame, file, quoted, created, reason }: Entry): void {
    void this.ports.store.put({ frame, file, ...(quoted && { quoted }), created, reason }).catch(() => undefined);
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }

  #find(clientId: string): Entry | undefined {
    return this.#entries.find(({ frame }) => frame.client_id === clientId);
  }
}

const replyTo = (quoted: Quote | null): { reply_to?: number } => (quoted ? { reply_to: quoted.seq } : {});

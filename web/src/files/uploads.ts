import { computed, signal } from '@preact/signals';
import { ApiError } from '../api/errors';
import { isFinal } from '../sync/connection/backoff';
import type { Ports } from '../sync/ports';
import { Retry } from '../sync/retry';
import type { FileInfo, NewUpload, Quote, UploadGrant } from '../wire';
import { Batches } from './batches';
import type { Limits, PostFile, PostForm, StorageAnswer } from './ports';
import type { Previews } from './previews';
import { UploadTransfer } from './upload-transfer';

export interface Upload {
  readonly id: string;
  readonly room: string;
  readonly file: File;
  /** What it is a reply to. */
  readonly quoted: Quote | null;
  /** Where the browser shows the picture from; null where it is none. */
  readonly preview: string | null;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** The share that has left, 0 to 1. */
  readonly share: number;
  /** An error code of the contract or of the client; null unless failed. */
  readonly reason: string | null;
}

export interface UploadPorts extends Pick<Ports, 'clock' | 'random' | 'signals'> {
  ask(room: string, request: NewUpload): Promise<UploadGrant>;
  post: PostForm;
  posted: PostFile;
  previews: Previews;
  limits: Limits;
  uuid(): string;
}

/** So many at a time: more would only slow each other down. */
const AT_ONCE = 3;
/** A file that does not arrive is tried so often before its user has to: each try may send all of it. */
const TRIES = 8;
const FINAL = ['too_large', 'empty_file', 'uploads_off', 'bad_file'];

/** True where another try may go better. */
export const isWorthRetrying = ({ reason }: Upload): boolean => reason !== null && !FINAL.includes(reason);

/**
 * A user's files on their way, in all chats. One that has arrived is posted, and is the outbox's from then on. Files that
 * were brought together are posted in their order; one that is given up holds up none.
 */
export class Uploads {
  readonly all = signal<readonly Upload[]>([]);
  /** Until then, in milliseconds since 1970, the server takes no more; 0 where it does. */
  readonly heldUntil = signal(0);
  /** Something is lost when the page closes now. */
  readonly busy = computed(() => this.all.value.some(({ state }) => state !== 'failed'));
  #transfers = new Map<string, UploadTransfer>();
  #running = new Map<string, AbortController>();
  #tries = new Map<string, number>();
  #batches = new Batches<StorageAnswer>();
  #cancelTimer: (() => void) | undefined;
  readonly #retry: Retry;

  constructor(private readonly ports: UploadPorts) {
    this.#retry = new Retry(ports, () => this.#tryAgain());
  }

  /** `quoted` is what the first of them is a reply to. */
  add(room: string, files: readonly File[], quoted: Quote | null = null): void {
    const added = files.map((file, i) => this.#begin(room, file, i === 0 ? quoted : null));
    this.all.value = [...this.all.value, ...added];
    this.#batches.add(added.map(({ id }) => id));
    this.#go();
  }

  /** Ends a file's way, wherever it is, and forgets it. */
  cancel(id: string): void {
    const upload = this.#find(id);
    if (!upload) return;
    this.#running.get(id)?.abort();
    this.ports.previews.release(upload.preview);
    this.#drop(id);
    this.#post();
    this.#go();
  }

  retry(id: string): void {
    const upload = this.#find(id);
    if (upload?.state !== 'failed' || !isWorthRetrying(upload)) return;
    this.#tries.delete(id);
    this.#change(id, { state: 'waiting', share: 0, reason: null });
    this.#go();
  }

  /** Ends everything: the user is gone. */
  stop(): void {
    this.#cancelTimer?.();
    this.#retry.stop();
    this.#batches.clear();
    for (const { id } of this.all.value) this.cancel(id);
  }

  #begin(room: string, file: File, quoted: Quote | null): Upload {
    const { uuid, previews, limits } = this.ports;
    const reason = faultOf(file, limits.uploadLimit.value);
    const id = uuid();
    return {
      id,
      room,
      file,
      quoted,
      preview: previews.of(file),
      state: reason ? 'failed' : 'waiting',
      share: 0,
      reason,
    };
  }

  /** Starts what may start. */
  #go(): void {
    if (this.heldUntil.value > this.ports.clock.now()) return;
    this.heldUntil.value = 0;
    for (const { id, state } of this.all.value) {
      if (this.#running.size >= AT_ONCE) return;
      if (state === 'waiting') void this.#run(id);
    }
  }

  async #run(id: string): Promise<void> {
    const stop = new AbortController();
    this.#running.set(id, stop);
    this.#change(id, { state: 'sending' });
    try {
      const answer = await this.#transfer(id).go((share) => this.#change(id, { share }), stop.signal);
      if (!stop.signal.aborted) this.#batches.arrived(id, answer);
    } catch (error) {
      if (!stop.signal.aborted) this.#failed(id, error);
    }
    this.#running.delete(id);
    this.#post();
    this.#go();
  }

  #transfer(id: string): UploadTransfer {
    const known = this.#transfers.get(id);
    if (known) return known;
    const { clock, post, ask } = this.ports;
    const { file, room } = this.#find(id) as Upload;
    const transfer = new UploadTransfer(file, { clock, post, ask: (request) => ask(room, request) });
    this.#transfers.set(id, transfer);
    return transfer;
  }

  /** Posts what has arrived and waits for no other. */
  #post(): void {
    for (const [id, answer] of this.#batches.take((other) => this.#isAwaited(other))) {
      const { room, file, quoted, preview } = this.#find(id) as Upload;
      const clientId = this.ports.posted(room, answer, infoOf(file, answer), quoted);
      this.ports.previews.keep(clientId, preview);
      this.#drop(id);
    }
  }

  #isAwaited(id: string): boolean {
    const upload = this.#find(id);
    return upload !== undefined && (upload.state !== 'failed' || this.#goesAgain(upload));
  }

  /** It has failed, and goes out again by itself. */
  #goesAgain(upload: Upload): boolean {
    return upload.state === 'failed' && isWorthRetrying(upload) && (this.#tries.get(upload.id) ?? 1) < TRIES;
  }

  #failed(id: string, error: unknown): void {
    const { code, retryAfter } = error instanceof ApiError ? error : new ApiError(0, 'unexpected');
    if (code === 'rate_limited') return this.#hold(id, retryAfter);
    if (code === 'uploads_off') {
      this.ports.limits.uploadsAreOff();
      for (const { id: other, state } of this.all.value) if (state === 'waiting') this.#fail(other, code);
    }
    this.#fail(id, code);
    if (isFinal(error)) this.#tries.set(id, TRIES);
    else this.#retry.failed(error);
  }

  /** What failed for a reason that may pass goes out again, a few times. */
  #tryAgain(): void {
    for (const upload of this.all.value) {
      if (!this.#goesAgain(upload)) continue;
      const { id } = upload;
      this.#tries.set(id, (this.#tries.get(id) ?? 1) + 1);
      this.#change(id, { state: 'waiting', share: 0, reason: null });
    }
    this.#go();
  }

  /** The server counts a user's uploads: all of them wait as long as it says. */
  #hold(id: string, seconds: number): void {
    const { clock } = this.ports;
    this.#change(id, { state: 'waiting', share: 0 });
    const wait = Math.max(seconds, 1) * 1000;
    this.heldUntil.value = Math.max(this.heldUntil.value, clock.now() + wait);
    this.#cancelTimer?.();
    this.#cancelTimer = clock.after(this.heldUntil.value - clock.now(), () => this.#go());
  }

  #fail(id: string, reason: string): void {
    this.#change(id, { state: 'failed', share: 0, reason });
  }

  #find(id: string): Upload | undefined {
    return this.all.value.find((upload) => upload.id === id);
  }

  #change(id: string, change: Partial<Upload>): void {
    this.all.value = this.all.value.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
  }

  #drop(id: string): void {
    this.#transfers.delete(id);
    this.#tries.delete(id);
    this.#batches.drop(id);
    this.all.value = this.all.value.filter((upload) => upload.id !== id);
  }
}

/** What is wrong with a file before anything of it is sent; null where nothing is. */
export function faultOf(file: File, limit: number | null): string | null {
  if (file.size === 0) return 'empty_file';
  return limit !== null && file.size > limit ? 'too_large' : null;
}

/** The file as it is shown until the server tells of it. */
function infoOf(file: File, answer: StorageAnswer): FileInfo {
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    filename: file.name,
    resource_type: String(answer.resource_type ?? 'raw'),
    format: typeof answer.format === 'string' ? answer.format : null,
    bytes: file.size,
    width: number(answer.width) || null,
    height: number(answer.height),
    duration: number(answer.duration),
  };
}

import { ApiError } from '../api/errors';
import type { Clock } from '../sync/ports';
import type { NewUpload, UploadGrant } from '../wire';
import type { PostForm, RequestGrant, StorageAnswer } from './ports';

/** Without any progress for this long, in milliseconds, a try is given up. */
const STALLED = 60_000;
/** A grant is good for an hour at the file host; this much of it is used. */
const GRANT_LIFE = 50 * 60_000;
const UNTYPED = 'application/octet-stream';

export interface TransferPorts {
  clock: Clock;
  ask: RequestGrant;
  post: PostForm;
}

/**
 * One file on its way to where files are kept. Another try goes on with the grant of the first: should that have
 * arrived after all, and only its answer have been lost, the host gives the answer again.
 */
export class UploadTransfer {
  #grant: { value: UploadGrant; until: number } | undefined;
  #type: string;

  constructor(
    readonly file: File,
    private readonly ports: TransferPorts,
  ) {
    this.#type = file.type;
  }

  /**
   * One try.
   *
   * @param progress gets the share that has left, 0 to 1
   * @throws ApiError why there is no answer; `aborted` where `signal` said so
   */
  async go(progress: (share: number) => void, signal: AbortSignal): Promise<StorageAnswer> {
    const fresh = this.#grant === undefined;
    const { status, body } = await this.#post(await this.#validGrant(), progress, signal);
    if (status === 200 && body) return body;
    this.#grant = undefined;
    // The grant had grown too old, or somebody used it up.
    if (status === 401 && !fresh) return this.go(progress, signal);
    // What calls itself a picture, or sound, and is none to the file host can still be handed out as it is.
    if (status === 400 && /^(image|audio|video)\//.test(this.#type)) {
      this.#type = UNTYPED;
      return this.go(progress, signal);
    }
    throw new ApiError(status, status >= 500 || status === 429 || status === 420 ? 'unavailable' : 'bad_file');
  }

  async #validGrant(): Promise<UploadGrant> {
    const { clock, ask } = this.ports;
    if (this.#grant && clock.now() < this.#grant.until) return this.#grant.value;
    const value = await ask(this.#request());
    this.#grant = { value, until: clock.now() + GRANT_LIFE };
    return value;
  }

  #request(): NewUpload {
    return { filename: this.file.name, size: this.file.size, content_type: this.#type };
  }

  async #post(grant: UploadGrant, progress: (share: number) => void, signal: AbortSignal) {
    const attempt = new AbortController();
    const end = () => attempt.abort();
    let stalled = false;
    const watch = () =>
      this.ports.clock.after(STALLED, () => {
        stalled = true;
        end();
      });
    let cancelWatch = watch();
    const moved = (share: number) => {
      cancelWatch();
      cancelWatch = watch();
      progress(share);
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
    try {
      return await this.ports.post(grant, this.file, moved, attempt.signal);
    } catch (error) {
      throw stalled ? new ApiError(0, 'timeout') : error;
    } finally {
      cancelWatch();
      signal.removeEventListener('abort', end);
    }
  }
}

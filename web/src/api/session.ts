import type { Session, User } from '../wire';
import { ApiError, type Sanction } from './errors';
import { type Call, call, type Fetch, type Reader } from './http';

/** A token this close to its end, in milliseconds, is renewed before it is used. */
const MARGIN = 30_000;

/**
 * Who is signed in. The token lives in memory only; the refresh cookie, which scripts cannot see, brings it back
 * after a reload and when it expires.
 */
export class SessionHolder {
  /** Told whenever the user changes, is renewed or is gone; `ban`: for which they had to go. */
  changed: (user: User | null, ban: Sanction | null) => void = () => {};
  #token: string | null = null;
  #expires = 0;
  /** Counts, so that an answer that comes after the end of its session revives nothing. */
  #sessions = 0;
  #refreshing: Promise<void> | undefined;

  constructor(
    private readonly fetch: Fetch,
    private readonly now: () => number = Date.now,
  ) {}

  get signedIn(): boolean {
    return this.#token !== null;
  }

  async login(username: string, password: string): Promise<void> {
    this.#take(await this.open<Session>('/api/auth/login', { method: 'POST', body: { username, password } }));
  }

  /** The right code makes a new token, which says that the e-mail is verified. */
  async verify(code: string): Promise<void> {
    this.#take(await this.authorised<Session>('/api/auth/verify-email', { method: 'POST', body: { code } }));
  }

  /** Takes the session up from the cookie. All who ask at once share one call. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async logout(): Promise<void> {
    await this.open('/api/auth/logout', { method: 'POST' });
    this.forget();
  }

  /** Another tab logged out, or the server ended the session. */
  forget(ban: Sanction | null = null): void {
    this.#token = null;
    this.#expires = 0;
    this.#sessions += 1;
    this.changed(null, ban);
  }

  /** A call that needs no token. */
  open<T>(path: string, options: Call = {}): Promise<T> {
    return call<T>(this.fetch, path, options);
  }

  /** A call with the token; refreshes it when it is due, or once when the server does not take it. */
  async authorised<T>(path: string, options: Call = {}, read?: Reader<T>): Promise<T> {
    if (this.now() > this.#expires - MARGIN) await this.refresh();
    const token = this.#token;
    try {
      return await call<T>(this.fetch, path, { ...options, token }, read);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      if (this.#token === token) await this.refresh();
      return call<T>(this.fetch, path, { ...options, token: this.#token }, read);
    }
  }

  async #refresh(): Promise<void> {
    const session = this.#sessions;
    try {
      const fresh = await this.open<Session>('/api/auth/refresh', { method: 'POST' });
      if (session !== this.#sessions) throw new ApiError(401, 'unauthorized');
      this.#take(fresh);
    } catch (error) {
      if (isOver(error)) this.forget(error.sanction);
      throw error;
    }
  }

  #take({ token, expires_in, user }: Session): void {
    this.#token = token;
    this.#expires = this.now() + expires_in * 1000;
    this.changed(user, null);
  }
}

/** Any other 403 is not of our server: a firewall in front of it lets pass again. */
export const isOver = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 401 || error.code === 'csrf' || error.code === 'banned');

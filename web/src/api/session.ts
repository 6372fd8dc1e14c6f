import type { Session, Start, User } from '../wire';
import { chatPath } from './chat-path';
import { ApiError, type Sanction } from './errors';
import { type Call, call, type Fetch, type Reader } from './http';

/** A token this close to its end, in milliseconds, is renewed before it is used. */
const MARGIN = 30_000;
/** So long, in milliseconds, what came with the session is as good as what the calls themselves would bring. */
const FRESH = 10_000;

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
  /** What came with the session, by the calls that it spares, and until when it is fresh. */
  #spared = new Map<string, unknown>();
  #fresh = 0;

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

  /**
   * Takes the session up from the cookie. All who ask at once share one call. With `room`, as the page comes, what it
   * asks for first comes along: the list of chats, that chat, a ticket.
   */
  refresh(room?: string): Promise<void> {
    this.#refreshing ??= this.#refresh(room).finally(() => {
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
    this.#spared.clear();
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
    const spared = this.#spared.get(path);
    if (this.#spared.delete(path) && this.now() < this.#fresh) return spared as T;
    const token = this.#token;
    try {
      return await call<T>(this.fetch, path, { ...options, token }, read);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      if (this.#token === token) await this.refresh();
      return call<T>(this.fetch, path, { ...options, token: this.#token }, read);
    }
  }

  async #refresh(room?: string): Promise<void> {
    const session = this.#sessions;
    try {
      const start = room === undefined ? null : await this.#start(room);
      const fresh = start?.session ?? (await this.open<Session>('/api/auth/refresh', { method: 'POST' }));
      if (session !== this.#sessions) throw new ApiError(401, 'unauthorized');
      this.#take(fresh, start);
    } catch (error) {
      if (isOver(error)) this.forget(error.sanction);
      throw error;
    }
  }

  /** Null where it does not come, but that the session is over: then each part is asked for by itself. */
  async #start(room: string): Promise<Start | null> {
    try {
      return await this.open<Start>(`/api/auth/start?${new URLSearchParams({ room })}`);
    } catch (error) {
      if (isOver(error)) throw error;
      return null;
    }
  }

  #spare({ chats, page, ticket }: Start): void {
    this.#fresh = this.now() + FRESH;
    this.#spared.set('/api/chats', { chats }).set('/api/ws-ticket', ticket);
    if (page) this.#spared.set(chatPath(page.chat.name), page);
  }

  /** What came with an earlier session may be somebody else's, and goes. */
  #take({ token, expires_in, user }: Session, start: Start | null = null): void {
    this.#spared.clear();
    if (start) this.#spare(start);
    this.#token = token;
    this.#expires = this.now() + expires_in * 1000;
    this.changed(user, null);
  }
}

/** Any other 403 is not of our server: a firewall in front of it lets pass again. */
export const isOver = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 401 || error.code === 'csrf' || error.code === 'banned');

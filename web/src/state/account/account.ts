import { signal } from '@preact/signals';
import type { Sanction } from '../../api/errors';
import { isOver, type SessionHolder } from '../../api/session';
import type { Ports } from '../../sync/ports';
import { Retry } from '../../sync/retry';
import type { User } from '../../wire/index';
import type { LocalStorage } from '../page/local-storage';

/** `unreachable`: whether somebody is signed in cannot be told, as the server does not answer. */
export type Access = 'restoring' | 'unreachable' | 'out' | 'in';

type Notice = { type: 'out' } | { type: 'in'; username: string };

/** What the tabs of one browser tell each other. */
export interface Tabs {
  postMessage(notice: Notice): void;
  onmessage: ((event: MessageEvent<Notice>) => void) | null;
}

/** Who is signed in, as JSON: scripts cannot see the refresh cookie itself. */
const SIGNED_IN = 'snowfight.signed-in';

/** Who uses the page. Tabs share one sign-in: what happens to it in one happens in all. */
export class Account {
  readonly access = signal<Access>('restoring');
  readonly user = signal<User | null>(null);
  /** A session ended by itself: nobody is signed in, and no log-out, here or in another tab, is why. */
  readonly ended = signal(false);
  /** The ban that ended it. */
  readonly ban = signal<Sanction | null>(null);
  #leaving = false;
  readonly #retry: Retry;

  constructor(
    private readonly session: SessionHolder,
    private readonly tabs: Tabs | null,
    private readonly storage: Pick<LocalStorage, 'lasting' | 'get' | 'set' | 'remove'>,
    ports: Pick<Ports, 'clock' | 'random' | 'signals'>,
  ) {
    this.#retry = new Retry(ports, () => void this.restore());
    session.changed = (user, ban) => this.#changed(user, ban);
    if (tabs) tabs.onmessage = ({ data }) => this.#received(data);
  }

  /** As the page comes, with the chat `room`: who has never signed in in this browser, or has logged out, is not asked
   * for. */
  async resume(room: string): Promise<void> {
    if (this.storage.lasting && this.storage.get(SIGNED_IN) === null) this.access.value = 'out';
    else {
      // Before anybody else asks: what they ask for comes along.
      const restored = this.restore(room);
      this.#remembered();
      await restored;
    }
  }

  /** Takes up the sign-in that the refresh cookie still knows; asks until the server says whether it does. */
  async restore(room?: string): Promise<void> {
    try {
      await this.session.refresh(room);
    } catch (error) {
      const answered = isOver(error);
      if (this.access.value === 'restoring' || answered) this.access.value = answered ? 'out' : 'unreachable';
      this.#retry.failed(error);
    }
  }

  async logout(): Promise<void> {
    this.#leaving = true;
    try {
      await this.session.logout();
    } finally {
      this.#leaving = false;
    }
    this.tabs?.postMessage({ type: 'out' });
  }

  /** The account is no more: signed out here and in all tabs. */
  end(): void {
    this.#leave();
    this.tabs?.postMessage({ type: 'out' });
  }

  /** A profile that was saved. */
  update(user: User): void {
    this.user.value = user;
    this.storage.set(SIGNED_IN, JSON.stringify(user));
  }

  /** Whoever was signed in as an earlier page went is taken to be, until the server says otherwise. */
  #remembered(): void {
    const user = userOf(this.storage.get(SIGNED_IN));
    if (!user) return;
    this.user.value = user;
    this.access.value = 'in';
  }

  #leave(): void {
    this.#leaving = true;
    this.session.forget();
    this.#leaving = false;
  }

  #changed(user: User | null, ban: Sanction | null): void {
    const before = this.user.value?.username;
    const wasIn = before !== undefined || this.storage.get(SIGNED_IN) !== null || this.ended.value;
    this.ended.value = user === null && wasIn && !this.#leaving;
    if (user || ban) this.ban.value = ban;
    this.user.value = user;
    this.access.value = user ? 'in' : 'out';
    if (user) this.storage.set(SIGNED_IN, JSON.stringify(user));
    else this.storage.remove(SIGNED_IN);
    this.#retry.stop();
    if (user && user.username !== before) this.tabs?.postMessage({ type: 'in', username: user.username });
  }

  #received(notice: Notice): void {
    if (notice.type === 'out') this.#leave();
    else if (notice.username !== this.user.value?.username) void this.restore();
  }
}

/** What was kept, if it is somebody: another version of the client may have written it. */
function userOf(kept: string | null): User | null {
  try {
    const user = JSON.parse(kept ?? 'null');
    return typeof user?.username === 'string' && typeof user.display_name === 'string' ? user : null;
  } catch {
    return null;
  }
}

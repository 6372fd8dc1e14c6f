import { signal } from '@preact/signals';
import { ApiError } from '../api/errors';
import type { SessionHolder } from '../api/session';
import type { User } from '../wire';

/** `unreachable`: whether somebody is signed in cannot be told, as the server does not answer. */
export type Access = 'restoring' | 'unreachable' | 'out' | 'in';

type Notice = { type: 'out' } | { type: 'in'; username: string };

/** What the tabs of one browser tell each other. */
export interface Tabs {
  postMessage(notice: Notice): void;
  onmessage: ((event: MessageEvent<Notice>) => void) | null;
}

/** Who uses the page. Tabs share one sign-in: what happens to it in one happens in all. */
export class Account {
  readonly access = signal<Access>('restoring');
  readonly user = signal<User | null>(null);
  /** Nobody is signed in since a session ended by itself: no log-out, here or in another tab, is why. */
  readonly ended = signal(false);
  #leaving = false;

  constructor(
    private readonly session: SessionHolder,
    private readonly tabs: Tabs,
  ) {
    session.changed = (user) => this.#changed(user);
    tabs.onmessage = ({ data }) => this.#heard(data);
  }

  /** Takes up the sign-in that the refresh cookie still knows. */
  async restore(): Promise<void> {
    try {
      await this.session.refresh();
    } catch (error) {
      const answered = error instanceof ApiError && error.status === 401;
      if (this.access.value === 'restoring' || answered) this.access.value = answered ? 'out' : 'unreachable';
    }
  }

  async logout(): Promise<void> {
    this.#leaving = true;
    try {
      await this.session.logout();
    } finally {
      this.#leaving = false;
    }
    this.tabs.postMessage({ type: 'out' });
  }

  /** The account is no more: signed out here and in all tabs. */
  end(): void {
    this.#leave();
    this.tabs.postMessage({ type: 'out' });
  }

  /** A profile that was saved. */
  update(user: User): void {
    this.user.value = user;
  }

  #leave(): void {
    this.#leaving = true;
    this.session.forget();
    this.#leaving = false;
  }

  #changed(user: User | null): void {
    const before = this.user.value?.username;
    this.ended.value = user === null && !this.#leaving && (before !== undefined || this.ended.value);
    this.user.value = user;
    this.access.value = user ? 'in' : 'out';
    if (user && user.username !== before) this.tabs.postMessage({ type: 'in', username: user.username });
  }

  #heard(notice: Notice): void {
    if (notice.type === 'out') this.#leave();
    else if (notice.username !== this.user.value?.username) void this.restore();
  }
}

import type { Signal } from '@preact/signals';
import type { CommunityApi } from '../../api/community-api';
import type { Clock } from '../../sync/ports';
import type { LocalStorage } from '../page/local-storage';
import { muteName } from './kept';

/** That the user may say nothing for now: until when, null without end, and why, null where that is not known. */
export interface Mute {
  until: string | null;
  why: string | null;
}

/** The longest wait that a browser's timer can take. */
const LONGEST = 2 ** 31 - 1;

interface Ports {
  me: string;
  mute: Signal<Mute | null>;
  api: Pick<CommunityApi, 'notices'>;
  storage: Pick<LocalStorage, 'get' | 'set' | 'remove'>;
  clock: Clock;
  /** Has the server say until when the user is muted: by whatever it refuses then. */
  probe(): void;
}

/** Follows whether the user is muted. That they are tells whatever is refused, until when; why tell their notices. */
export class OwnMute {
  #why: string | null = null;
  #cancelTimer: () => void = () => undefined;

  constructor(private readonly ports: Ports) {}

  /** Takes up what an earlier page knew. */
  restore(): void {
    const { storage, me } = this.ports;
    try {
      const kept: Mute | null = JSON.parse(storage.get(muteName(me)) ?? 'null');
      if (kept) this.#set({ until: kept.until ?? null, why: kept.why ?? null });
    } catch {
      storage.remove(muteName(me));
    }
  }

  /** Something was refused, as the user is muted until then. */
  async refused(until: string | null): Promise<void> {
    const before = this.ports.mute.value;
    const why = this.#why ?? (before?.until === until ? before.why : null);
    this.#set({ until, why });
    if (why === null) await this.#look(false);
  }

  /** Looks why, where that is not known, and whether the mute was lifted while nobody could be told. */
  check(): Promise<void> {
    return this.#look(true);
  }

  /** The server's own refusal says more than that something was lifted, which may have been a ban. */
  async #look(mayHaveEnded: boolean): Promise<void> {
    const { mute, api } = this.ports;
    const before = mute.value;
    if (!before) return;
    const { notices } = await api.notices();
    const last = notices.find(({ kind }) => kind === 'muted' || (mayHaveEnded && kind === 'lifted'));
    if (mute.value !== before) return;
    if (last?.kind === 'lifted') this.lifted();
    else if (last) this.#set({ ...before, why: last.text });
  }

  /** They were muted just now, for that reason. */
  begun(why: string): void {
    this.#why = why;
    this.ports.probe();
  }

  lifted(): void {
    const { mute, storage, me } = this.ports;
    this.#cancelTimer();
    this.#why = null;
    mute.value = null;
    storage.remove(muteName(me));
  }

  #set(mute: Mute): void {
    const { storage, me, clock } = this.ports;
    this.#cancelTimer();
    const left = mute.until === null ? LONGEST : Date.parse(mute.until) - clock.now();
    if (left <= 0) return this.lifted();
    this.ports.mute.value = mute;
    storage.set(muteName(me), JSON.stringify(mute));
    this.#cancelTimer = clock.after(Math.min(left, LONGEST), () => this.#set(mute));
  }
}

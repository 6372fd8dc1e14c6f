import type { Signal } from '@preact/signals';
import type { CommunityApi } from '../../api/community-api';
import type { Clock } from '../../sync/ports';
import type { LocalStorage } from '../page/local-storage';
import { blocksAreOld, blocksName, keptBlocks } from './kept';

interface Ports {
  me: string;
  /** Usernames, for whoever shows messages. */
  blocked: Signal<ReadonlySet<string>>;
  api: Pick<CommunityApi, 'blocks' | 'block' | 'unblock'>;
  storage: Pick<LocalStorage, 'get' | 'set'>;
  clock: Pick<Clock, 'now'>;
}

/** Whom the user has blocked: kept in the browser, so that nothing of theirs shows before the server has answered. */
export class Blocks {
  constructor(private readonly ports: Ports) {}

  /** Asks, where what is known may be old. Rejects where no answer comes. */
  async refresh(): Promise<void> {
    const { storage, me, clock } = this.ports;
    if (blocksAreOld(keptBlocks(storage, me), clock.now())) await this.load();
  }

  async load(): Promise<void> {
    this.#took(await this.ports.api.blocks());
  }

  async block(username: string): Promise<void> {
    await this.ports.api.block(username);
    this.#took([...this.ports.blocked.value, username]);
  }

  async unblock(username: string): Promise<void> {
    await this.ports.api.unblock(username);
    this.#took([...this.ports.blocked.value].filter((other) => other !== username));
  }

  #took(usernames: readonly string[]): void {
    const { blocked, storage, me, clock } = this.ports;
    blocked.value = new Set(usernames);
    storage.set(blocksName(me), JSON.stringify({ usernames: [...blocked.value], asked: clock.now() }));
  }
}

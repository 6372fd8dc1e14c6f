import { signal } from '@preact/signals';
import type { RobotsApi } from '../../api/robots-api';
import type { Bot } from '../../wire';
import { WholeList } from './whole-list';

type BotCalls = Pick<RobotsApi, 'bots' | 'addBot' | 'renewToken' | 'deleteBot'>;

/** The user's own bots. */
export class OwnBots extends WholeList<Bot> {
  /** The token that was told last: it is told but once. */
  readonly told = signal<{ username: string; token: string } | null>(null);

  constructor(private readonly api: BotCalls) {
    super(() => api.bots());
  }

  add(username: string, displayName: string): Promise<void> {
    return this.changing(async () => {
      const { bot, token } = await this.api.addBot(username, displayName);
      this.told.value = { username: bot.username, token };
    });
  }

  /** Makes another token, good for so many days. */
  renew(username: string, days: number): Promise<void> {
    return this.changing(async () => {
      const { token } = await this.api.renewToken(username, days);
      this.told.value = { username, token };
    });
  }

  async remove(username: string): Promise<void> {
    await this.changing(() => this.api.deleteBot(username));
    if (this.told.value?.username === username) this.told.value = null;
  }
}

import type {
  Bot,
  BotList,
  BotMade,
  BotToken,
  Hook,
  HookList,
  HookMade,
  NewSubscription,
  Subscription,
  SubscriptionList,
  SubscriptionMade,
  Tested,
} from '../wire';
import { chatPath } from './chat-path';
import type { SessionHolder } from './session';

/** The calls about the user's own bots, and about the hooks and subscriptions of a chat: apart, as they come with their pages. */
export class RobotsApi {
  constructor(private readonly session: Pick<SessionHolder, 'authorised'>) {}

  /** The user's own. */
  async bots(): Promise<Bot[]> {
    return (await this.session.authorised<BotList>('/api/bots')).bots;
  }

  addBot(username: string, display_name: string): Promise<BotMade> {
    return this.#post('/api/bots', { username, display_name });
  }

  /** Another token, good for so many days. */
  renewToken(username: string, days: number): Promise<BotToken> {
    return this.#post(`${botPath(username)}/token`, { days });
  }

  deleteBot(username: string): Promise<void> {
    return this.#post(`${botPath(username)}/delete`);
  }

  async hooks(room: string): Promise<Hook[]> {
    return (await this.session.authorised<HookList>(`${chatPath(room)}/hooks`)).hooks;
  }

  addHook(room: string, name: string): Promise<HookMade> {
    return this.#post(`${chatPath(room)}/hooks`, { name });
  }

  deleteHook(room: string, id: string): Promise<void> {
    return this.#post(`${chatPath(room)}/hooks/${encodeURIComponent(id)}/delete`);
  }

  async subscriptions(room: string): Promise<Subscription[]> {
    return (await this.session.authorised<SubscriptionList>(`${chatPath(room)}/subscriptions`)).subscriptions;
  }

  addSubscription(room: string, subscription: NewSubscription): Promise<SubscriptionMade> {
    return this.#post(`${chatPath(room)}/subscriptions`, subscription);
  }

  deleteSubscription(room: string, id: string): Promise<void> {
    return this.#post(`${subscriptionPath(room, id)}/delete`);
  }

  enableSubscription(room: string, id: string): Promise<void> {
    return this.#post(`${subscriptionPath(room, id)}/enable`);
  }

  /** Sends its receiver a trial, and answers what that said. */
  testSubscription(room: string, id: string): Promise<Tested> {
    return this.#post(`${subscriptionPath(room, id)}/test`);
  }

  #post<T>(path: string, body?: object): Promise<T> {
    return this.session.authorised(path, { method: 'POST', ...(body && { body }) });
  }
}

const botPath = (username: string): string => `/api/bots/${encodeURIComponent(username)}`;
const subscriptionPath = (room: string, id: string): string =>
  `${chatPath(room)}/subscriptions/${encodeURIComponent(id)}`;

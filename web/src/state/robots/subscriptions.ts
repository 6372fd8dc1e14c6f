import { signal } from '@preact/signals';
import type { RobotsApi } from '../../api/robots-api';
import type { NewSubscription, Subscription, SubscriptionMade } from '../../wire';
import { WholeList } from './whole-list';

type SubscriptionCalls = Pick<
  RobotsApi,
  'subscriptions' | 'addSubscription' | 'deleteSubscription' | 'enableSubscription' | 'testSubscription'
>;

/** What is told of a chat, and to whom. */
export class Subscriptions extends WholeList<Subscription> {
  /** The one that was made last: its secret is told but once. */
  readonly told = signal<SubscriptionMade | null>(null);
  /** What receivers answered to trials, by subscription; null: nothing. */
  readonly tried = signal<ReadonlyMap<string, number | null>>(new Map());

  constructor(
    private readonly api: SubscriptionCalls,
    private readonly room: string,
  ) {
    super(() => api.subscriptions(room));
  }

  add(subscription: NewSubscription): Promise<void> {
    return this.changing(async () => {
      this.told.value = await this.api.addSubscription(this.room, subscription);
    });
  }

  async remove(id: string): Promise<void> {
    await this.changing(() => this.api.deleteSubscription(this.room, id));
    if (this.told.value?.id === id) this.told.value = null;
  }

  /** Takes up again one that was given up. */
  enable(id: string): Promise<void> {
    return this.changing(() => this.api.enableSubscription(this.room, id));
  }

  /** Sends its receiver a trial. */
  async try(id: string): Promise<void> {
    this.tried.value = new Map([...this.tried.value].filter(([other]) => other !== id));
    const { status } = await this.changing(() => this.api.testSubscription(this.room, id));
    this.tried.value = new Map([...this.tried.value, [id, status]]);
  }
}

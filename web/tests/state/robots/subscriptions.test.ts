import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { Subscriptions } from '../../../src/state/robots/subscriptions';
import type { NewSubscription, Subscription } from '../../../src/wire/index';

const subscription = (id: string, more: Partial<Subscription> = {}): Subscription => ({
  ...{ id, url: `https://${id}.example`, events: ['message'], bots: false },
  ...{ last_status: null, failing_since: null, disabled: false },
  ...more,
});

let stored: Subscription[];
let wanted: NewSubscription[];
/** What the receiver answers to a trial; a code where the server refuses it. */
let receiver: number | null | string;
let subscriptions: Subscriptions;

beforeEach(async () => {
  stored = [subscription('a'), subscription('b', { disabled: true, failing_since: '2026-01-01T00:00:00.000Z' })];
  wanted = [];
  receiver = 204;
  subscriptions = new Subscriptions(
    {
      subscriptions: async () => [...stored],
      addSubscription: async (_, { bots = false, ...asked }) => {
        wanted.push({ ...asked, bots });
        stored.push(subscription('c', { ...asked, bots }));
        return { id: 'c', ...asked, secret: 'whsec_c' };
      },
      deleteSubscription: async (_, id) => {
        stored = stored.filter((each) => each.id !== id);
      },
      enableSubscription: async (_, id) => {
        stored = stored.map((each) => (each.id === id ? subscription(id) : each));
      },
      testSubscription: async () => {
        if (typeof receiver === 'string') throw new ApiError(429, receiver);
        stored = stored.map((each) => (each.id === 'a' ? { ...each, last_status: receiver as number | null } : each));
        return { status: receiver };
      },
    },
    'g',
  );
  await subscriptions.load();
});

const found = (id: string) => subscriptions.items.value?.find((each) => each.id === id);

describe('the subscriptions of a chat', () => {
  it('are there with the secret of the one that was made, which is told once', async () => {
    await subscriptions.add({ url: 'https://c.example', events: ['message', 'member'], bots: true });
    expect(wanted).toEqual([{ url: 'https://c.example', events: ['message', 'member'], bots: true }]);
    expect([found('c')?.bots, subscriptions.told.value?.secret]).toEqual([true, 'whsec_c']);
    await subscriptions.remove('c');
    expect([found('c'), subscriptions.told.value]).toEqual([undefined, null]);
  });

  it('go on once they are enabled again', async () => {
    await subscriptions.enable('b');
    expect([found('b')?.disabled, found('b')?.failing_since]).toEqual([false, null]);
  });

  it('know what each receiver answered to its last trial, and what stands now', async () => {
    receiver = 500;
    await subscriptions.try('a');
    receiver = null;
    await subscriptions.try('b');
    expect([...subscriptions.tried.value]).toEqual([
      ['a', 500],
      ['b', null],
    ]);
    expect(found('a')?.last_status).toBe(null);
  });

  it('say nothing of an earlier trial while another one is refused', async () => {
    await subscriptions.try('a');
    receiver = 'too_many';
    await expect(subscriptions.try('a')).rejects.toThrow('too_many');
    expect(subscriptions.tried.value.has('a')).toBe(false);
  });
});

import { signal } from '@preact/signals';
import { beforeEach, expect, it } from 'vitest';
import { Pins } from '../../../src/state/chats/pins';
import { Retry } from '../../../src/sync/retry';
import type { Message } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';
import { message } from '../../sync/messages';

const pin = (seq: number, rev: number, more: Partial<Message> = {}) => message(seq, { rev, pinned: true, ...more });

let clock: VirtualClock;
let listed: Message[];
let failing: boolean;
let requests: number;
let pins: Pins;
const shown = signal<readonly Message[] | null>(null);
const seqs = () => shown.value?.map(({ seq }) => seq);

beforeEach(() => {
  clock = new VirtualClock();
  listed = [pin(5, 3), pin(2, 1)];
  failing = false;
  requests = 0;
  shown.value = null;
  const list = async () => {
    requests += 1;
    await new Promise<void>((resolve) => clock.after(50, resolve));
    if (failing) throw new Error('the network failed');
    return listed;
  };
  const world = { clock, random: () => 0.5, signals: { online: () => true, listen: () => () => {} } };
  pins = new Pins(shown, list, (again) => new Retry(world, again));
});

const load = async () => {
  void pins.load();
  await clock.pass(60);
};

it('are listed as the server has them, and follow what is pinned and taken down since', async () => {
  await load();
  expect(seqs()).toEqual([5, 2]);
  pins.take([pin(9, 4), message(2, { rev: 5 })]);
  expect(seqs()).toEqual([9, 5]);
  pins.take([message(9, { rev: 6, deleted: 'noon' })]);
  expect(seqs()).toEqual([5]);
});

it('show a pinned message as it was edited, and nothing older', async () => {
  await load();
  pins.take([pin(5, 7, { body: 'newer' }), pin(5, 6, { body: 'older' })]);
  expect(shown.value?.[0]?.body).toBe('newer');
});

it('miss nothing that is told while they are on their way', async () => {
  void pins.load();
  await clock.pass(10);
  pins.take([message(2, { rev: 4 }), pin(9, 5)]);
  await clock.pass(60);
  expect(seqs()).toEqual([9, 5]);
});

it('are listed anew when changes were missed, if anybody ever asked for them', async () => {
  pins.missed();
  await clock.pass(60);
  expect(requests).toBe(0);
  await load();
  listed = [pin(2, 1)];
  pins.missed();
  await clock.pass(60);
  expect(seqs()).toEqual([2]);
});

it('are asked for on and on where that fails, until nobody wants them', async () => {
  failing = true;
  await load();
  await clock.pass(60_000);
  failing = false;
  await clock.pass(31_000);
  expect(seqs()).toEqual([5, 2]);
  failing = true;
  await load();
  pins.stop();
  const before = requests;
  await clock.pass(60_000);
  expect(requests).toBe(before);
});

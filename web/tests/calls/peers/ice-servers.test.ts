import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { IceServers } from '../../../src/calls/peers/ice-servers';
import type { IceServers as Answer } from '../../../src/wire';
import { VirtualClock } from '../../sync/clock';

const HOUR = 3_600_000;

function servers(answer: (time: number) => Partial<Answer> | Error) {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const ice = async (device: string): Promise<Answer> => {
    asked.push(device);
    const answered = answer(asked.length);
    if (answered instanceof Error) throw answered;
    return { ice_servers: [{ urls: [`stun:${asked.length}`] }], expires: null, relay_only: false, ...answered };
  };
  return { clock, asked, servers: new IceServers({ ice, device: 'mine', clock }, signal(false)) };
}

test('they are asked for once, for this device', async () => {
  const { servers: ice, asked } = servers(() => ({}));
  const [one, other] = await Promise.all([ice.configuration(), ice.configuration()]);
  expect(one.iceServers).toEqual([{ urls: ['stun:1'] }]);
  expect(other).toEqual(one);
  await ice.configuration();
  expect(asked).toEqual(['mine']);
});

test('credentials that are about to end, and a page that was open for a day, ask anew', async () => {
  const {
    servers: ice,
    asked,
    clock,
  } = servers((time) => ({
    expires: time === 1 ? new Date(clock.now() + 12 * HOUR).toISOString() : null,
  }));
  await ice.configuration();
  await clock.pass(11 * HOUR);
  await ice.configuration();
  expect(asked).toHaveLength(1);
  await clock.pass(HOUR - 60_000);
  await ice.configuration();
  expect(asked).toHaveLength(2);
  await clock.pass(25 * HOUR);
  await ice.configuration();
  expect(asked).toHaveLength(3);
});

test('fresh ones are asked for, but not without a pause', async () => {
  const { servers: ice, asked, clock } = servers(() => ({}));
  await ice.configuration();
  await ice.configuration(true);
  expect(asked).toHaveLength(1);
  await clock.pass(6_000);
  expect((await ice.configuration(true)).iceServers).toEqual([{ urls: ['stun:2'] }]);
});

test('too many are asked again when the server says', async () => {
  const {
    servers: ice,
    asked,
    clock,
  } = servers((time) => (time === 1 ? new ApiError(429, 'rate_limited', '', {}, 3) : {}));
  const configuration = ice.configuration();
  await clock.pass(2_900);
  expect(asked).toHaveLength(1);
  await clock.pass(200);
  expect((await configuration).iceServers).toEqual([{ urls: ['stun:2'] }]);
});

test('where none come the call goes on without, after a while', async () => {
  const { servers: ice, asked, clock } = servers(() => new ApiError(0, 'network'));
  const configuration = ice.configuration();
  await clock.pass(10_000);
  expect(await configuration).toMatchObject({ iceServers: [], iceTransportPolicy: 'all' });
  expect(asked).toHaveLength(3);
});

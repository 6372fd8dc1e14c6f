import { expect, test } from 'vitest';
import type { CallFrame } from '../../src/calls/session';
import { World } from './world';

async function two() {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  await world.call([ann, bob]);
  return { world, ann, bob };
}

test('a connection that fails is made anew, with servers that are asked for anew, in the same call', async () => {
  const { world, ann, bob } = await two();
  await world.settle(40_000);
  for (const page of [ann, bob])
    page.ice = async () => ({ ice_servers: [{ urls: ['stun:fresh.example'] }], expires: null, relay_only: false });
  const since = ann.session.since.peek();
  world.network.break();
  expect([ann.phase, bob.phase]).toEqual(['reconnecting', 'reconnecting']);
  expect(ann.peer('bob').quality.peek()).toBe('lost');
  world.network.reachable = true;
  await world.settle(6_000);
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
  expect(ann.session.since.peek()).toBe(since);
  expect(world.network.connections).toHaveLength(2);
  const fresh = { bundlePolicy: 'max-bundle', iceServers: [{ urls: ['stun:fresh.example'] }] };
  expect(world.network.connections.map((each) => each.getConfiguration())).toContainEqual(
    expect.objectContaining(fresh),
  );
});

test('what is disturbed for a moment costs no signal', async () => {
  const { world, ann } = await two();
  const before = world.server.came.length;
  world.network.break('disconnected');
  await world.settle(1_000);
  world.network.reachable = true;
  world.network.check();
  await world.settle(2_000);
  expect(ann.phase).toBe('live');
  expect(world.server.came).toHaveLength(before);
});

test('after 30 s without a way it has failed, and is tried again when the user asks for it', async () => {
  const { world, ann, bob } = await two();
  world.network.break();
  await world.settle(29_000);
  expect(ann.phase).toBe('reconnecting');
  await world.settle(2_000);
  expect(ann.phase).toBe('failed');
  const signals = () => world.frames().filter((type) => type === 'call_signal').length;
  const before = signals();
  await world.settle(60_000);
  expect(signals()).toBe(before);

  world.network.reachable = true;
  bob.session.retry();
  await world.settle(1_000);
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
});

test('a call that never finds a way has failed, too', async () => {
  const world = new World();
  world.network.reachable = false;
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  await world.call([ann, bob]);
  expect(bob.phase).toBe('connecting');
  await world.settle(31_000);
  expect([ann.phase, bob.phase]).toEqual(['failed', 'failed']);
});

test.each(['online', 'woke'] as const)('another network (%s) is looked for new ways at once', async (sensed) => {
  const { world, ann } = await two();
  const before = world.network.connections.map(({ ufrag }) => ufrag);
  ann.senses(sensed);
  await world.settle(1_000);
  for (const [index, { ufrag }] of world.network.connections.entries()) expect(ufrag).not.toBe(before[index]);
  expect(ann.phase).toBe('live');
});

test('both change the network at once: their offers cross, and the polite one gives way', async () => {
  const { world, ann, bob } = await two();
  for (const page of [ann, bob]) page.senses('online');
  await world.settle(2_000);
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
  const [one, other] = world.network.connections;
  expect([one?.signalingState, other?.signalingState]).toEqual(['stable', 'stable']);
  expect(one?.remoteDescription?.sdp).toBe(other?.localDescription?.sdp);
  expect(other?.remoteDescription?.sdp).toBe(one?.localDescription?.sdp);
});

test('the line to the server is cut: media go on, and the state is asked for when it is back', async () => {
  const { world, ann } = await two();
  ann.connected.value = false;
  expect(ann.session.signallingLost.peek()).toBe(true);
  await world.settle(10_000);
  expect(ann.phase).toBe('live');
  ann.connected.value = true;
  await world.settle();
  expect(ann.session.signallingLost.peek()).toBe(false);
  expect(world.frames('device-ann').at(-1)).toBe('call_sync');
  expect(world.network.connections).toHaveLength(2);
});

test('the line and the way are cut together: once the line is back, a way is looked for at once', async () => {
  const { world, ann, bob } = await two();
  for (const page of [ann, bob]) page.connected.value = false;
  world.network.break();
  await world.settle(3_000);
  world.network.reachable = true;
  for (const page of [ann, bob]) page.connected.value = true;
  await world.settle(1_000);
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
});

test('the call ended while the line was cut: who comes back hears it', async () => {
  const { world, ann, bob } = await two();
  ann.connected.value = false;
  bob.session.leave();
  await world.settle(1_000);
  ann.connected.value = true;
  await world.settle();
  expect(ann.session.end.peek()).toEqual({ by: 'call', reason: 'ended' });
});

test('the line is cut while somebody calls: it is said again', async () => {
  const world = new World();
  const ann = world.page('ann');
  ann.connected.value = false;
  ann.calls.startCall('room', false);
  await world.settle(2_000);
  expect(world.frames()).toEqual([]);
  ann.connected.value = true;
  await world.settle();
  expect(ann.session.state.peek()?.state).toBe('ringing');
});

test('the server hears of a page at least every 20 s', async () => {
  const { world } = await two();
  for (let round = 1; round <= 5; round += 1) {
    await world.settle(20_000);
    expect(world.frames('device-ann').filter((type) => type === 'call_sync').length).toBeGreaterThanOrEqual(round);
  }
});

test('signals that come before the state that shows their device wait for it', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  const held: CallFrame[] = [];
  world.server.intercept = (device, frame) => {
    const holds = device === 'device-ann' && frame.type === 'call_state' && frame.participants.length > 1;
    if (holds) held.push(frame);
    return holds;
  };
  await world.call([ann, bob]);
  expect(ann.session.peers.peek()).toHaveLength(0);
  for (const frame of held) ann.calls.hear(frame);
  await world.settle();
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
});

test('candidates that come before their offer wait for it', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  const offers: CallFrame[] = [];
  world.server.intercept = (_, frame) => {
    const holds = frame.type === 'call_signal' && offers.length === 0 && 'description' in frame.data;
    if (holds) offers.push(frame);
    return holds;
  };
  await world.call([ann, bob]);
  expect(ann.phase).toBe('connecting');
  for (const frame of offers) world.server.hand('device-ann', frame);
  await world.settle();
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
  expect(world.network.connections.flatMap(({ refused }) => refused)).toEqual([]);
});

test('an offer that gets lost is made again', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  let lost = 0;
  world.server.intercept = (_, frame) => frame.type === 'call_signal' && 'description' in frame.data && lost++ === 0;
  await world.call([ann, bob]);
  expect(bob.phase).toBe('connecting');
  await world.settle(9_000);
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
});

test('a device that cannot be reached is asked about, and tried again', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  world.server.refuse = (frame) => (frame.type === 'call_signal' ? { code: 'no_such_device', to: frame.to } : null);
  await world.call([ann, bob]);
  expect(world.frames('device-bob')).toContain('call_sync');
  world.server.refuse = () => null;
  await world.settle(9_000);
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
  expect(world.frames('device-bob').filter((type) => type === 'call_sync').length).toBeLessThan(4);
});

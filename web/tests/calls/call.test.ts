import { expect, test } from 'vitest';
import type { CallFrame } from '../../src/calls/session';
import { World } from './world';

test('two who call are connected, within the frames that a call may cost', async () => {
  // Given a caller whom nobody has answered
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  ann.calls.startCall('room', true);
  await world.settle();
  expect(ann.phase).toBe('connecting');
  expect(world.network.connections).toHaveLength(0);
  // When the other one accepts
  bob.calls.acceptCall({ room: 'room', call: ann.session.call.peek() }, true);
  await world.settle();
  // Then both are live
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
  expect(ann.peer('bob').stream.peek()?.getTracks()).toHaveLength(2);
  // And when one hangs up, it was at most 12 frames in; out besides a ring and a message for two, at most 16
  bob.session.leave();
  await world.settle();
  expect(ann.session.end.peek()).toEqual({ by: 'call', reason: 'ended' });
  expect(bob.session.end.peek()).toEqual({ by: 'left' });
  expect(world.server.came.length).toBeLessThanOrEqual(12);
  expect(world.server.told.length + 1 + 2).toBeLessThanOrEqual(16);
});

test('while it rings the caller has no peer connection, and neither has who is called', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  ann.calls.startCall('room', false);
  await world.settle(20_000);
  expect(world.network.connections).toHaveLength(0);
  expect(bob.browser.asked).toHaveLength(0);
});

test('three are connected with each other, and who leaves is gone for the others', async () => {
  const world = new World();
  const [ann, bob, cem] = [world.page('ann'), world.page('bob'), world.page('cem')];
  await world.call([ann, bob, cem]);
  expect(ann.session.peers.peek().map(({ username }) => username)).toEqual(['bob', 'cem']);
  expect([ann, bob, cem].map(({ phase }) => phase)).toEqual(['live', 'live', 'live']);
  expect(ann.peer('cem').connected.peek()).toBe(true);

  cem.session.leave();
  await world.settle();
  expect(ann.session.peers.peek().map(({ username }) => username)).toEqual(['bob']);
  expect(ann.phase).toBe('live');
});

test('who calls where a call goes on joins that one', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  ann.calls.startCall('room', false);
  bob.calls.startCall('room', false);
  await world.settle();
  expect(bob.session.call.peek()).toBe(ann.session.call.peek());
  expect([ann.phase, bob.phase]).toEqual(['live', 'live']);
});

test('who accepts on a second device goes on there: the first one ends by itself', async () => {
  const world = new World();
  const [ann, bob, phone] = [world.page('ann'), world.page('bob'), world.page('bob', 'device-of-bobs-pocket')];
  await world.call([ann, bob]);
  phone.calls.acceptCall({ room: 'room', call: ann.session.call.peek() }, false);
  await world.settle();
  expect(bob.session.end.peek()).toEqual({ by: 'elsewhere' });
  expect(bob.browser.running).toHaveLength(0);
  expect([ann.phase, phone.phase]).toEqual(['live', 'live']);
  expect(ann.peer('bob').device).toBe('device-of-bobs-pocket');
  expect(world.frames('device-bob')).not.toContain('call_leave');
});

test('a device that the server dropped is told so', async () => {
  const world = new World();
  const pages = [world.page('ann'), world.page('bob'), world.page('cem')] as const;
  await world.call(pages);
  world.server.remove('device-cem');
  await world.settle();
  expect(pages[2].session.end.peek()).toEqual({ by: 'dropped' });
});

test('an older state that comes late changes nothing', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  ann.calls.startCall('room', false);
  await world.settle();
  const early = world.server.state;
  bob.calls.acceptCall({ room: 'room', call: ann.session.call.peek() }, false);
  await world.settle();
  if (early) ann.calls.hear(early);
  expect(ann.session.state.peek()?.version).toBe(world.server.state?.version);
  expect(ann.phase).toBe('live');
});

test.each(['call_full', 'call_over', 'call_busy'])('what the server refuses with %s ends it', async (code) => {
  const world = new World();
  const ann = world.page('ann');
  world.server.refuse = () => ({ code });
  ann.calls.acceptCall({ room: 'room', call: 'x' }, true);
  await world.settle();
  expect(ann.session.end.peek()).toEqual({ by: 'error', code });
  expect(ann.browser.running).toHaveLength(0);
});

test('what was too much is asked again when the server says, and not without end', async () => {
  const world = new World();
  const ann = world.page('ann');
  world.server.refuse = () => ({ code: 'rate_limited', retry_after: 7 });
  ann.calls.startCall('room', false);
  await world.settle(6_000);
  expect(world.frames()).toEqual(['call_start']);
  await world.settle(2_000);
  expect(world.frames()).toEqual(['call_start', 'call_start']);
  await world.settle(60_000);
  expect(ann.session.end.peek()).toEqual({ by: 'error', code: 'unanswered' });
  expect(world.frames().length).toBeLessThan(8);
});

test('one camera more than fit is off again, and the call goes on', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  await world.call([ann, bob]);
  world.server.refuse = ({ type }) => (type === 'call_accept' ? { code: 'call_full' } : null);
  await ann.session.local.setCamera(true);
  await world.settle();
  expect(ann.session.local.camera.peek()).toBe(false);
  expect(ann.session.local.problem.peek()).toBe('full');
  expect(ann.phase).toBe('live');
});

test('who sits behind a relay alone, where there is none, is told so', async () => {
  const world = new World();
  const ann = world.page('ann');
  ann.calls.setRelayOnly(true);
  ann.calls.startCall('room', false);
  await world.settle();
  expect(ann.session.end.peek()).toEqual({ by: 'error', code: 'no_relay' });
  expect(world.server.state?.state).toBe('over');
  expect(world.network.connections).toHaveLength(0);
});

test('the relay alone is used where the user or the server wants it', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  const relay = { ice_servers: [{ urls: ['turn:relay.example:3478'] }], expires: null };
  ann.ice = async () => ({ ...relay, relay_only: false });
  bob.ice = async () => ({ ...relay, relay_only: true });
  ann.calls.setRelayOnly(true);
  await world.call([ann, bob]);
  expect(world.network.connections.map((each) => each.getConfiguration().iceTransportPolicy)).toEqual([
    'relay',
    'relay',
  ]);
  expect(ann.kept.get('snowfight.call.relay')).toBe('yes');
});

test('whoever calls from a call leaves it', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  await world.call([ann, bob]);
  const first = ann.session;
  ann.calls.startCall('another', false);
  expect(first.end.peek()).toEqual({ by: 'left' });
  expect(world.server.came.at(-1)).toMatchObject({ type: 'call_start', room: 'another', leave: true });
});

test('who hangs up before the server knows of the call leaves nobody ringing', async () => {
  const world = new World();
  const ann = world.page('ann');
  const late: CallFrame[] = [];
  world.server.intercept = (_, frame) => late.push(frame) > 0;
  ann.calls.startCall('room', false);
  // Leaving has overtaken calling.
  world.server.refuse = () => ({ code: 'call_over' });
  ann.session.leave();
  world.server.refuse = () => null;
  world.server.intercept = () => false;
  for (const frame of late) ann.calls.hear(frame);
  await world.settle();
  expect(world.server.state?.state).toBe('over');
});

test('a tab that is closed hangs up, and nothing of a call that is over runs on', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  await world.call([ann, bob], true);
  ann.browser.leave();
  expect(world.server.came.at(-1)).toMatchObject({ type: 'call_leave', device: 'device-ann' });
  await world.settle();
  for (const page of [ann, bob]) {
    expect(page.browser.running).toHaveLength(0);
    expect(page.listeners).toBe(0);
    expect(page.session.peers.peek()).toHaveLength(0);
  }
  expect(world.network.connections.every(({ closed }) => closed)).toBe(true);
  const frames = world.server.came.length;
  await world.settle(120_000);
  expect(world.server.came).toHaveLength(frames);
});

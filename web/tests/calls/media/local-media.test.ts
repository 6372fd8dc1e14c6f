import { expect, test } from 'vitest';
import type { FakeConnection } from '../fakes/connection';
import type { FakeTrack } from '../fakes/track';
import { World } from '../world';

async function two(video = false) {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  await world.call([ann, bob], video);
  // Who offers first has the first voice.
  const connection = world.network.connections.find(({ transceivers }) =>
    transceivers.some(({ sender }) => ann.browser.opened.includes(sender.track as FakeTrack)),
  ) as FakeConnection;
  const sent = () => connection.transceivers.map(({ sender }) => sender.track);
  return { world, ann, bob, connection, sent };
}

test('a microphone that is muted sends nothing, is silent at once, and is on again without being opened', async () => {
  const { world, ann, bob, sent } = await two();
  const [voice] = ann.browser.opened;
  expect(sent()[0]).toBe(voice);
  const muting = ann.session.local.setMicrophone(false);
  expect(voice?.enabled).toBe(false);
  await muting;
  await world.settle();
  expect(sent()[0]).toBeNull();
  expect(bob.peer('ann').muted.peek()).toBe(true);

  await ann.session.local.setMicrophone(true);
  await world.settle();
  expect(sent()[0]).toBe(voice);
  expect(voice?.enabled).toBe(true);
  expect(bob.peer('ann').muted.peek()).toBe(false);
  expect(ann.browser.asked).toHaveLength(1);
});

test('a camera that is switched off is set free, and the server is told', async () => {
  const { world, ann, bob, sent } = await two(true);
  const camera = ann.browser.opened.find(({ kind }) => kind === 'video');
  expect(sent()[1]).toBe(camera);
  await ann.session.local.setCamera(false);
  await world.settle();
  expect(camera?.readyState).toBe('ended');
  expect(sent()[1]).toBeNull();
  expect(ann.session.local.pictures.peek()).toBeNull();
  expect(bob.peer('ann').camera.peek()).toBe(false);
  expect(world.server.state?.participants.find(({ username }) => username === 'ann')?.video).toBe(false);
});

test('a camera in a call of voices comes without another negotiation', async () => {
  const { world, ann, bob } = await two();
  const offers = () =>
    world.server.came.filter((frame) => frame.type === 'call_signal' && 'offer' in frame.data).length;
  const before = offers();
  await ann.session.local.setCamera(true);
  await world.settle();
  expect(bob.peer('ann').camera.peek()).toBe(true);
  expect(offers()).toBe(before);
});

test('with video the browser asks once for both', async () => {
  const { ann } = await two(true);
  expect(ann.browser.asked).toHaveLength(1);
  expect(ann.browser.asked[0]?.audio).toMatchObject({
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  });
});

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
] as const)('without a microphone (%s) one is in the call and listens', async (error, problem) => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  bob.browser.refuses.audio = error;
  await world.call([ann, bob]);
  expect(bob.phase).toBe('live');
  expect(bob.session.local.problem.peek()).toBe(problem);
  expect(bob.session.local.microphone.peek()).toBe(false);
  expect(ann.peer('bob').muted.peek()).toBe(true);
});

test('without a camera there is a voice', async () => {
  const world = new World();
  const [ann, bob] = [world.page('ann'), world.page('bob')];
  bob.browser.refuses.video = 'NotFoundError';
  await world.call([ann, bob], true);
  expect([bob.session.local.microphone.peek(), bob.session.local.camera.peek()]).toEqual([true, false]);
  expect(ann.peer('bob').camera.peek()).toBe(false);
});

test('a headset that is unplugged gives way to another microphone, and the call goes on', async () => {
  const { world, ann, sent } = await two();
  const [headset] = ann.browser.opened;
  headset?.end();
  await world.settle();
  const [, builtIn] = ann.browser.opened;
  expect(sent()[0]).toBe(builtIn);
  expect(ann.session.local.microphone.peek()).toBe(true);
  expect(ann.phase).toBe('live');
});

test('a device that ends again and again is given up', async () => {
  const { world, ann } = await two();
  for (let count = 0; count < 8; count += 1) {
    ann.browser.opened.at(-1)?.end();
    await world.settle();
  }
  expect(ann.browser.opened.length).toBeLessThan(6);
  expect(ann.session.local.microphone.peek()).toBe(false);
});

test('another microphone is taken at once where one is open, and remembered', async () => {
  const { world, ann, sent } = await two();
  await ann.session.local.chooseDevice('microphone', 'headset');
  await world.settle();
  expect(ann.browser.asked.at(-1)?.audio).toMatchObject({ deviceId: { ideal: 'headset' } });
  expect(ann.browser.running).toHaveLength(1);
  expect(sent()[0]).toBe(ann.browser.running[0]);
  expect(ann.kept.get('snowfight.call.microphone')).toBe('headset');
});

test('what is plugged in or out shows in the list', async () => {
  const { world, ann } = await two();
  ann.browser.devices = [...ann.browser.devices, { kind: 'audioinput', deviceId: 'headset' }];
  ann.browser.dispatchEvent(new Event('devicechange'));
  await world.settle();
  expect(ann.session.local.devices.peek().microphones.map(({ deviceId }) => deviceId)).toEqual(['built-in', 'headset']);
});

test("a shared screen shows at the others, until the browser's own button ends it", async () => {
  const { world, ann, bob, sent } = await two();
  await ann.session.local.setScreen(true);
  await world.settle();
  expect(sent()[2]).toBe(ann.browser.screen?.getVideoTracks()[0]);
  expect(sent()[3]).toBe(ann.browser.screen?.getAudioTracks()[0]);
  expect(bob.peer('ann').screen.peek()?.getTracks()).toHaveLength(2);

  ann.browser.screen?.getVideoTracks()[0]?.end();
  await world.settle();
  expect(ann.session.local.screen.peek()).toBe(false);
  expect(sent().slice(2)).toEqual([null, null]);
  expect(bob.peer('ann').screen.peek()).toBeNull();
  expect(ann.browser.screen?.getAudioTracks()[0]?.readyState).toBe('ended');
});

test('a choice of screen that is called off is no problem', async () => {
  const { ann } = await two();
  ann.browser.refuses.screen = 'NotAllowedError';
  await ann.session.local.setScreen(true);
  expect(ann.session.local.screen.peek()).toBe(false);
  expect(ann.session.local.problem.peek()).toBeNull();
});

test('who is muted talks while the key is held', async () => {
  const { world, ann, bob } = await two();
  await ann.session.local.setMicrophone(false);
  ann.session.local.pushToTalk(true);
  ann.session.local.pushToTalk(true);
  await world.settle();
  expect(bob.peer('ann').muted.peek()).toBe(false);
  ann.session.local.pushToTalk(false);
  await world.settle();
  expect(bob.peer('ann').muted.peek()).toBe(true);
});

test('a hand that is raised shows at the others', async () => {
  const { world, ann, bob } = await two();
  ann.session.local.raiseHand(true);
  await world.settle();
  expect(bob.peer('ann').handRaised.peek()).toBe(true);
});

test('who speaks is seen, and not who is muted', async () => {
  const { world, ann, bob, connection } = await two();
  const [voice] = connection.transceivers;
  if (voice) voice.receiver.level = 0.3;
  await world.settle(1_000);
  expect(ann.peer('bob').speaking.peek()).toBe(true);
  expect(ann.session.local.speaking.peek()).toBe(true);
  await bob.session.local.setMicrophone(false);
  await world.settle();
  expect(ann.peer('bob').speaking.peek()).toBe(false);
});

test('who hangs up while the browser still asks leaves no device open', async () => {
  const world = new World();
  const ann = world.page('ann');
  let allow = () => {};
  ann.browser.hold = new Promise((resolve) => {
    allow = resolve;
  });
  ann.calls.startCall('room', true);
  await world.settle();
  ann.session.leave();
  allow();
  await world.settle();
  expect(ann.browser.opened).toHaveLength(2);
  expect(ann.browser.running).toHaveLength(0);
});

test('the more there are, the less each sends', async () => {
  const world = new World();
  const pages = ['ann', 'bob', 'cem', 'dan'].map((name) => world.page(name));
  const rates = () => world.network.connections[0]?.transceivers.map(({ sender }) => sender.maxBitrate);
  await world.call(pages.slice(0, 2), true);
  expect(rates()?.slice(0, 2)).toEqual([40_000, 1_200_000]);
  for (const [index, rate] of [700_000, 450_000].entries()) {
    pages[index + 2]?.calls.acceptCall({ room: 'room', call: world.server.state?.call ?? '' }, true);
    await world.settle();
    expect(rates()?.[1]).toBe(rate);
  }
  const camera = pages[0]?.browser.running.find(({ kind }) => kind === 'video');
  expect(camera?.constraints.at(-1)).toMatchObject({ width: { ideal: 640 }, frameRate: { ideal: 15 } });
});

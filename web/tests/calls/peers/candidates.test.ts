import { expect, test } from 'vitest';
import { CandidateBatches } from '../../../src/calls/peers/candidates';
import { VirtualClock } from '../../sync/clock';

function batches() {
  const clock = new VirtualClock();
  const sent: RTCIceCandidateInit[][] = [];
  return { clock, sent, candidates: new CandidateBatches(clock, (batch) => sent.push(batch)) };
}

test('what is found within 100 ms is one signal', async () => {
  const { clock, sent, candidates } = batches();
  candidates.add({ candidate: 'a' });
  await clock.pass(60);
  candidates.add({ candidate: 'b' });
  expect(sent).toEqual([]);
  await clock.pass(40);
  expect(sent).toEqual([[{ candidate: 'a' }, { candidate: 'b' }]]);
});

test('once there are no more to come, nothing waits', () => {
  const { sent, candidates } = batches();
  candidates.add({ candidate: 'a' });
  candidates.flush();
  candidates.flush();
  expect(sent).toEqual([[{ candidate: 'a' }]]);
});

test('no signal is longer than the server takes', async () => {
  const { clock, sent, candidates } = batches();
  for (let number = 0; number < 60; number += 1)
    candidates.add({ candidate: `candidate:${'x'.repeat(1_000)}${number}` });
  await clock.pass(100);
  expect(sent.flat()).toHaveLength(60);
  for (const batch of sent) expect(JSON.stringify({ candidates: batch }).length).toBeLessThanOrEqual(24_576);
});

test('a restart forgets those of before', async () => {
  const { clock, sent, candidates } = batches();
  candidates.add({ candidate: 'old' });
  candidates.restart();
  await clock.pass(1_000);
  expect(sent).toEqual([]);
});

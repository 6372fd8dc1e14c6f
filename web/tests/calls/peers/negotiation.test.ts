import { describe, expect, test } from 'vitest';
import { Negotiation } from '../../../src/calls/peers/negotiation';
import type { SignalData } from '../../../src/calls/peers/signal-data';
import { VirtualClock } from '../../sync/clock';
import { FakeNetwork } from '../fakes/network';

/** Two ends, and what they have sent each other and not yet got. */
function ends(network = new FakeNetwork()) {
  const clock = new VirtualClock();
  const make = (polite: boolean) => {
    const connection = network.connect({});
    const sent: SignalData[] = [];
    const real = connection as unknown as RTCPeerConnection;
    const negotiation = new Negotiation(
      real,
      polite,
      (data) => sent.push(data),
      clock,
      () => {},
    );
    return { connection, negotiation, sent };
  };
  const [polite, impolite] = [make(true), make(false)];
  /** Brings what was sent, until nothing is left. */
  const bring = async () => {
    for (let round = 0; round < 6; round += 1) {
      await clock.pass(500);
      for (const data of polite.sent.splice(0)) void impolite.negotiation.take(data);
      for (const data of impolite.sent.splice(0)) void polite.negotiation.take(data);
    }
  };
  return { clock, polite, impolite, bring };
}

const agreed = ({ polite, impolite }: ReturnType<typeof ends>) =>
  polite.connection.remoteDescription?.sdp === impolite.connection.localDescription?.sdp &&
  impolite.connection.remoteDescription?.sdp === polite.connection.localDescription?.sdp;

async function agree() {
  const both = ends();
  both.impolite.connection.addTransceiver('audio');
  await both.bring();
  expect(agreed(both)).toBe(true);
  return both;
}

describe('two offers that cross', () => {
  test('the polite end takes its own back and answers', async () => {
    // Given
    const both = await agree();
    const { polite, impolite, clock, bring } = both;
    // When
    await Promise.all([polite.negotiation.offer(true), impolite.negotiation.offer(true)]);
    await clock.pass(0);
    const offered = impolite.connection.localDescription?.sdp;
    await bring();
    // Then
    expect(agreed(both)).toBe(true);
    expect(impolite.connection.localDescription?.sdp).toBe(offered);
    expect([polite, impolite].map(({ connection }) => connection.signalingState)).toEqual(['stable', 'stable']);
  });

  test('the impolite end ignores the other one, and its candidates', async () => {
    const { polite, impolite, clock } = await agree();
    await Promise.all([polite.negotiation.offer(true), impolite.negotiation.offer(true)]);
    await clock.pass(500);
    for (const data of polite.sent.splice(0)) await impolite.negotiation.take(data);
    expect(impolite.connection.signalingState).toBe('have-local-offer');
    expect(impolite.sent.filter((data) => 'description' in data && data.description.type === 'answer')).toEqual([]);
    expect(impolite.connection.refused).toEqual([]);
  });
});

test('an answer to an offer that was made anew meanwhile is passed over', async () => {
  const both = await agree();
  const { polite, impolite, clock, bring } = both;
  await impolite.negotiation.offer(true);
  await clock.pass(0);
  for (const data of impolite.sent.splice(0)) await polite.negotiation.take(data);
  const late = polite.sent.splice(0);
  await impolite.negotiation.offer(true);
  for (const data of late) await impolite.negotiation.take(data);
  expect(impolite.connection.signalingState).toBe('have-local-offer');
  await bring();
  expect(agreed(both)).toBe(true);
});

test('an offer that comes twice, or after a newer one, is answered once', async () => {
  const { polite, impolite, clock } = ends();
  impolite.connection.addTransceiver('audio');
  await clock.pass(0);
  const [offer] = impolite.sent.splice(0);
  if (!offer) throw new Error('no offer');
  await polite.negotiation.take(offer);
  await polite.negotiation.take(offer);
  expect(polite.sent.filter((data) => 'description' in data)).toHaveLength(1);
});

test('candidates come in batches: two of them, however slowly they are found', async () => {
  const network = new FakeNetwork();
  network.candidates = 0;
  const { impolite, clock } = ends(network);
  impolite.connection.addTransceiver('audio');
  await clock.pass(0);
  await clock.pass(0);
  impolite.sent.splice(0);
  for (let number = 0; number < 5; number += 1) {
    const init = { candidate: `candidate:${number}`, usernameFragment: 'u' };
    impolite.connection.onicecandidate?.({ candidate: { ...init, toJSON: () => init } });
    await clock.pass(90);
  }
  await clock.pass(1_000);
  expect(impolite.sent.map((data) => ('candidates' in data ? data.candidates.length : 0))).toEqual([2, 3]);
});

test('nothing is sent once it is closed', async () => {
  const { impolite, clock } = ends();
  impolite.connection.addTransceiver('audio');
  impolite.negotiation.close();
  await clock.pass(1_000);
  expect(impolite.sent).toEqual([]);
});

import { expect, test } from 'vitest';
import { QualityMeter, type Sample, sampleOf } from '../../../src/calls/peers/quality';

/** A meter that is given intervals, in which so many packets come and so many get lost. */
function meter() {
  const made = new QualityMeter();
  const sum: Sample = { connected: true, expected: true, bytes: 0, packets: 0, lost: 0, roundTrip: 0.05 };
  const interval = (changes: Partial<Sample> & { came?: number; gone?: number } = {}) => {
    const { came = 100, gone = 0, ...rest } = changes;
    sum.bytes += came * 100;
    sum.packets += came;
    sum.lost += gone;
    made.take({ ...sum, ...rest });
    return made.quality.peek();
  };
  interval();
  return interval;
}

test('what comes whole and soon is good', () => {
  const interval = meter();
  expect([interval(), interval(), interval()]).toEqual(['good', 'good', 'good']);
});

test('loss makes it fair, then poor; one bad moment does not', () => {
  const interval = meter();
  expect([interval({ gone: 5 }), interval(), interval()]).toEqual(['good', 'good', 'good']);
  expect([interval({ gone: 5 }), interval({ gone: 5 })]).toEqual(['good', 'fair']);
  expect([interval({ gone: 30 }), interval({ gone: 30 })]).toEqual(['fair', 'poor']);
});

test('it is good again only after a while', () => {
  const interval = meter();
  interval({ roundTrip: 1 });
  expect(interval({ roundTrip: 1 })).toBe('poor');
  expect([interval(), interval(), interval()]).toEqual(['poor', 'poor', 'good']);
});

test('without a connection it is lost at once', () => {
  expect(meter()({ connected: false })).toBe('lost');
});

test('silence is lost where a voice or pictures are expected, and nothing where they are not', () => {
  const interval = meter();
  for (let count = 0; count < 6; count += 1) interval({ came: 0, expected: false });
  expect(interval({ came: 0, expected: false })).toBe('good');
  for (let count = 0; count < 4; count += 1) interval({ came: 0 });
  expect(interval({ came: 0 })).toBe('lost');
});

test("the browser's statistics are summed over what comes in", () => {
  const report = new Map<string, object>([
    ['a', { type: 'inbound-rtp', bytesReceived: 10, packetsReceived: 2, packetsLost: 1 }],
    ['b', { type: 'inbound-rtp', bytesReceived: 5, packetsReceived: 1 }],
    ['c', { type: 'outbound-rtp', bytesSent: 99 }],
    ['d', { type: 'candidate-pair', nominated: false, state: 'succeeded', currentRoundTripTime: 9 }],
    ['e', { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.2 }],
  ]);
  expect(sampleOf(report as unknown as RTCStatsReport)).toEqual({ bytes: 15, packets: 3, lost: 1, roundTrip: 0.2 });
});

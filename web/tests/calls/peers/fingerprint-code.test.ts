import { expect, test } from 'vitest';
import { fingerprintCode } from '../../../src/calls/peers/fingerprint-code';

const sdp = (fingerprint: string) => `v=0\r\na=fingerprint:sha-256 ${fingerprint}\r\nm=audio 9\r\n`;

test('both ends show the same five emoji', async () => {
  const [one, other] = [sdp('AA:01'), sdp('BB:02')];
  const code = await fingerprintCode(one, other);
  expect(code).toHaveLength(5);
  expect(await fingerprintCode(other, one)).toEqual(code);
  expect(await fingerprintCode(sdp('aa:01'), other)).toEqual(code);
});

test('whoever sits between two has another code with each', async () => {
  const codes = await Promise.all(
    [
      ['AA:01', 'BB:02'],
      ['AA:01', 'CC:03'],
      ['CC:03', 'BB:02'],
    ].map(([one = '', other = '']) => fingerprintCode(sdp(one), sdp(other))),
  );
  expect(new Set(codes.map((code) => code?.join(''))).size).toBe(3);
});

test('without a fingerprint there is no code', async () => {
  expect(await fingerprintCode('v=0\r\n', sdp('AA:01'))).toBeNull();
});

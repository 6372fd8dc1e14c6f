import { expect, it } from 'vitest';
import { sizeOf } from '../../src/text/size';

it.each([
  [1, '1 byte'],
  [1023, '1,023 byte'],
  [1024, '1 kB'],
  [20_000_000, '19.1 MB'],
  [25 * 1024 * 1024, '25 MB'],
  [25 * 1024 * 1024 + 1, '25.1 MB'],
])('says %i bytes as %s', (size, words) => {
  expect(sizeOf(size)).toBe(words);
});

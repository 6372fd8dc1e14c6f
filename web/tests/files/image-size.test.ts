import { expect, it } from 'vitest';
import { displaySize } from '../../src/files/image-size';

it.each([
  [1200, 800, 320, 213],
  [800, 1200, 213, 320],
  [100, 60, 100, 60],
  [4000, 40, 320, 48],
  [1, 1, 48, 48],
])('gives %i × %i pixels a room of %i × %i', (width, height, inWidth, inHeight) => {
  expect(displaySize(width, height)).toEqual({ width: inWidth, height: inHeight });
});

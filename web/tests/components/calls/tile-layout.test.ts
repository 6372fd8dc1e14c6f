import { describe, expect, it } from 'vitest';
import { tileSize } from '../../../src/components/calls/tiles/tile-layout';

const GAP = 8;
const BOXES = [
  ['a small phone', 296, 400],
  ['a phone on its side', 616, 220],
  ['a tablet', 744, 800],
  ['a desktop', 1416, 740],
  ['a wall', 3816, 1900],
] as const;

describe.each(BOXES)('tiles on %s', (_, width, height) => {
  it.each([1, 2, 3, 4, 5, 6])('are all in sight when there are %d, and no face is cut', (count) => {
    const size = tileSize(count, { width, height }, GAP);
    const columns = Math.floor((width + GAP) / (size.width + GAP));
    const rows = Math.ceil(count / columns);
    expect(rows * (size.height + GAP) - GAP).toBeLessThanOrEqual(height);
    expect(size.width / size.height).toBeGreaterThanOrEqual(0.74);
    expect(size.width / size.height).toBeLessThanOrEqual(1.8);
    expect(size.width * size.height * count).toBeGreaterThan(0.4 * width * height);
  });
});

it('has no size where there is no room yet', () => {
  expect(tileSize(3, { width: 0, height: 0 }, GAP)).toEqual({ width: 0, height: 0 });
});

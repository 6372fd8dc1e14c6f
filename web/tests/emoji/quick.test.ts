import { expect, it } from 'vitest';
import { quickEmoji } from '../../src/emoji/quick';

it('offers the six used last, and the usual ones in place of those that are missing', () => {
  expect(quickEmoji([])).toHaveLength(6);
  expect(quickEmoji(['🐒', '👍'])).toEqual(['🐒', '👍', '❤️', '😂', '🎉', '😮']);
  expect(quickEmoji(['1', '2', '3', '4', '5', '6', '7'])).toEqual(['1', '2', '3', '4', '5', '6']);
});

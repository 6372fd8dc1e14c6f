import { expect, it } from 'vitest';
import { dayName } from '../../src/text/time';

it('calls the last two days by name and the others by date', () => {
  const now = new Date(2026, 2, 1, 0, 30);
  expect(dayName(new Date(2026, 2, 1, 0, 10), now)).toBe('Today');
  expect(dayName(new Date(2026, 1, 28, 23, 50), now)).toBe('Yesterday');
  expect(dayName(new Date(2026, 1, 27), now)).toMatch(/27/);
  expect(dayName(new Date(2025, 1, 27), now)).toMatch(/2025/);
});

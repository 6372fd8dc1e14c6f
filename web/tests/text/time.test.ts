import { expect, it } from 'vitest';
import { dayName, relativeTime, shortTime } from '../../src/text/time';

it('calls the last two days by name and the others by date', () => {
  const now = new Date(2026, 2, 1, 0, 30);
  expect(dayName(new Date(2026, 2, 1, 0, 10), now)).toBe('Today');
  expect(dayName(new Date(2026, 1, 28, 23, 50), now)).toBe('Yesterday');
  expect(dayName(new Date(2026, 1, 27), now)).toMatch(/27/);
  expect(dayName(new Date(2025, 1, 27), now)).toMatch(/2025/);
});

it('tells the last hour by what has passed, and then by the clock', () => {
  const now = new Date(2026, 2, 1, 12, 0);
  const ago = (seconds: number) => relativeTime(new Date(now.getTime() - seconds * 1000), now);
  expect(ago(-5)).toBe('just now');
  expect(ago(59)).toBe('just now');
  expect(ago(60)).toMatch(/^1 min/);
  expect(ago(59 * 60 + 59)).toMatch(/^59 min/);
  expect(ago(60 * 60)).toMatch(/11:00/);
});

it('says in a list no more than which day it was', () => {
  const now = new Date(2026, 2, 12, 12, 0);
  expect(shortTime(new Date(2026, 2, 12, 9, 5), now)).toMatch(/9:05/);
  expect(shortTime(new Date(2026, 2, 11, 23, 0), now)).toBe('Wed');
  expect(shortTime(new Date(2026, 2, 5, 12, 0), now)).toMatch(/5/);
});

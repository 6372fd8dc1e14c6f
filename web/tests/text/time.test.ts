import { afterEach, describe, expect, it } from 'vitest';
import { loadLanguage } from '../../src/text';
import { clockTime, dayName, exactTime, followZone, relativeTime, shortTime } from '../../src/text/time';

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

describe('on a device that travels', () => {
  const home = process.env.TZ;

  afterEach(() => {
    process.env.TZ = home;
    followZone();
  });

  it('every time and day is told as it is there', async () => {
    const date = new Date('2026-03-01T22:30:00Z');
    const formatted = () => [clockTime(date), dayName(date, new Date('2026-06-01T12:00:00Z')), exactTime(date)];
    process.env.TZ = 'UTC';
    followZone();
    expect(formatted()).toEqual([
      expect.stringMatching(/10:30/),
      expect.stringMatching(/March 1|1 March/),
      expect.stringMatching(/Sunday/),
    ]);
    process.env.TZ = 'Asia/Tokyo';
    followZone();
    expect(formatted()).toEqual([
      expect.stringMatching(/7:30/),
      expect.stringMatching(/March 2|2 March/),
      expect.stringMatching(/Monday/),
    ]);
  });

  it('each language has its own clock', async () => {
    const evening = new Date(2026, 2, 1, 21, 5);
    await loadLanguage('tr');
    expect(clockTime(evening)).toBe('21:05');
    await loadLanguage('en', 'en-US');
    expect(clockTime(evening)).toMatch(/^9:05\sPM$/);
    await loadLanguage('en');
  });
});

it('calls a day yesterday from midnight on', () => {
  const written = new Date(2026, 2, 1, 23, 50);
  expect(dayName(written, new Date(2026, 2, 1, 23, 59, 59))).toBe('Today');
  expect(dayName(written, new Date(2026, 2, 2))).toBe('Yesterday');
});

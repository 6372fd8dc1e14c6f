import { expect, it } from 'vitest';
import { isQuiet } from '../../../src/state/notices/quiet';

const NIGHT = { from: '22:00', to: '07:00' };
const NOON = { from: '12:00', to: '13:30' };

it.each([
  ['over midnight, before it begins', NIGHT, 'UTC', '21:59', false],
  ['over midnight, as it begins', NIGHT, 'UTC', '22:00', true],
  ['over midnight, at midnight', NIGHT, 'UTC', '00:00', true],
  ['over midnight, before it ends', NIGHT, 'UTC', '06:59', true],
  ['over midnight, as it ends', NIGHT, 'UTC', '07:00', false],
  ['within a day, before it begins', NOON, 'UTC', '11:59', false],
  ['within a day, as it begins', NOON, 'UTC', '12:00', true],
  ['within a day, as it ends', NOON, 'UTC', '13:30', false],
  ['in a zone that is ahead', NIGHT, 'Europe/Istanbul', '19:00', true],
  ['in a zone that is ahead, where it has ended', NIGHT, 'Europe/Istanbul', '04:00', false],
  ['in a zone that is behind', NIGHT, 'America/New_York', '05:00', true],
] as const)('is known %s', (_, hours, zone, time, quiet) => {
  expect(isQuiet({ ...hours, zone }, new Date(`2026-01-15T${time}:00Z`))).toBe(quiet);
});

it('is by the device’s clock where the browser does not know the zone', () => {
  const now = new Date(2026, 0, 15, 23);
  expect(isQuiet({ ...NIGHT, zone: 'Moon/Tranquility' }, now)).toBe(true);
});

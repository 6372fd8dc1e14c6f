import { computed, signal } from '@preact/signals';
import { locale, t } from '.';

const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The device's time zone. Whoever travels takes the page along. */
export const zone = signal(deviceZone());

/** Looks whether the device is in another time zone now. */
export const followZone = (): void => {
  zone.value = deviceZone();
};

/** Made anew for another language or time zone: a format keeps the zone that it was made in. */
const format = (options: Intl.DateTimeFormatOptions) =>
  computed(() => new Intl.DateTimeFormat(locale.value, { ...options, timeZone: zone.value }));

const clock = format({ hour: 'numeric', minute: '2-digit' });
const exact = format({ dateStyle: 'full', timeStyle: 'medium' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const weekday = format({ weekday: 'short' });
const shortDay = format({ day: 'numeric', month: 'short' });
const oldDay = format({ dateStyle: 'long' });
const ago = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto', style: 'short' }));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Six days: on the seventh, the weekday would be today's. */
const WEEK = 6 * 24 * HOUR;

export const clockTime = (date: Date): string => clock.value.format(date);

/** A length in seconds, as players show it. */
export function lengthOf(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export const exactTime = (date: Date): string => exact.value.format(date);

/** A day of the contract's, which are those of UTC, in full. */
export const dateName = (day: Date): string =>
  new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeZone: 'UTC' }).format(day);

/** How long ago it was, as seen from `now`; from an hour on, the time of day. */
export function relativeTime(date: Date, now: Date): string {
  const passed = Math.max(0, now.getTime() - date.getTime());
  if (passed < MINUTE) return t.days.now;
  return passed < HOUR ? ago.value.format(-Math.floor(passed / MINUTE), 'minute') : clockTime(date);
}

/** When something was, in the fewest letters: the time today, the weekday in the week past, else the date. */
export function shortTime(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return clockTime(date);
  return (now.getTime() - date.getTime() < WEEK ? weekday : shortDay).value.format(date);
}

/** A day's name as seen from `now`: today, yesterday, or its date. */
export function dayName(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return t.days.today;
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return t.days.yesterday;
  return (date.getFullYear() === now.getFullYear() ? day : oldDay).value.format(date);
}

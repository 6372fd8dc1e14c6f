import { locale } from '..';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** So many seconds in words, as exactly as one tells it: `40 seconds`, `3 minutes`, `1 hour and 5 minutes`. */
export function spokenDuration(seconds: number): string {
  if (seconds < MINUTE) return amount(seconds, 'second');
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < MINUTE) return amount(minutes, 'minute');
  const [hours, rest] = [Math.floor(minutes / MINUTE), minutes % MINUTE];
  const parts = [amount(hours, 'hour'), ...(rest > 0 ? [amount(rest, 'minute')] : [])];
  return new Intl.ListFormat(locale.value, { type: 'unit' }).format(parts);
}

const amount = (count: number, unit: string): string =>
  new Intl.NumberFormat(locale.value, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

/** So many seconds as a clock shows them: `0:07`, `12:00`, `1:02:09`. */
export function clockDuration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / HOUR), Math.floor(seconds / MINUTE) % MINUTE];
  const parts = hours > 0 ? [hours, padded(minutes)] : [minutes];
  return [...parts, padded(seconds % MINUTE)].join(':');
}

const padded = (count: number): string => String(count).padStart(2, '0');

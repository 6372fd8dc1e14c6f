import type { Settings } from '../../wire/index';

/** When a user is not to be disturbed; where `from` is later than `to`, over midnight. */
type Quiet = NonNullable<Settings['quiet']>;

/** Whether it is quiet at `now`, in the time zone of the settings. */
export function isQuiet({ from, to, zone }: Quiet, now: Date): boolean {
  const time = timeIn(zone, now);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/** The time of day, `22:00`; by the device's own zone where the browser has not heard of that one yet. */
function timeIn(zone: string, now: Date): string {
  const format = (timeZone?: string) =>
    now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  try {
    return format(zone);
  } catch {
    return format();
  }
}

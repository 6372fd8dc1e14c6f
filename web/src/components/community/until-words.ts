import { now } from '../../state/page/clock';
import { clockTime, dayName } from '../../text/time';

/** When something ends: the day and the time of it. */
export function untilWords(until: string): string {
  const end = new Date(until);
  return `${dayName(end, now.value)}, ${clockTime(end)}`;
}

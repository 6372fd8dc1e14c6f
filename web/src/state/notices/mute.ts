/** Until when a chat is muted. */

const HOUR = 60 * 60_000;
/** When a night is over, by the device's clock. */
const MORNING = 8;

export const inAnHour = (now: Date): Date => new Date(now.getTime() + HOUR);

export function tomorrowMorning(now: Date): Date {
  const morning = new Date(now);
  morning.setDate(now.getDate() + 1);
  morning.setHours(MORNING, 0, 0, 0);
  return morning;
}

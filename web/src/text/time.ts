import { t } from '.';

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const oldDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

export const clockTime = (date: Date): string => clock.format(date);
export const exactTime = (date: Date): string => exact.format(date);

/** A day's name as seen from `now`: today, yesterday, or its date. */
export function dayName(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return t.days.today;
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return t.days.yesterday;
  return (date.getFullYear() === now.getFullYear() ? day : oldDay).format(date);
}

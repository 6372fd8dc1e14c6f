import { now } from '../../state/page/clock';
import { t } from '../../text/index';
import { dayName } from '../../text/time';

/** Where a day begins. */
export function DayLine({ date }: { date: Date }) {
  return (
    <p data-testid="day" class="flex items-center gap-3 pt-5 text-sm font-bold text-soft">
      <span class="drawn h-px flex-1 bg-line" />
      <time dateTime={isoDay(date)}>{dayName(date, now.value)}</time>
      <span class="drawn h-px flex-1 bg-line" />
    </p>
  );
}

/** Over the first message that was new to the reader. */
export function UnreadLine() {
  return (
    <p data-testid="unread-line" class="flex items-center gap-3 pt-5 text-sm font-bold text-accent">
      <span class="drawn h-px flex-1 bg-accent/40" />
      {t.chat.unread}
      <span class="drawn h-px flex-1 bg-accent/40" />
    </p>
  );
}

/** The day of what is being scrolled past. */
export function DayChip({ date, visible }: { date: Date | undefined; visible: boolean }) {
  return (
    <p
      aria-hidden
      class={`pointer-events-none absolute top-3 left-1/2 -translate-x-1/2 rounded-full border border-line bg-surface px-3 py-1 text-xs font-bold text-soft shadow-card transition-opacity ${visible ? 'opacity-100' : 'opacity-0 delay-700'}`}
    >
      {date && dayName(date, now.value)}
    </p>
  );
}

/** A day as a machine reads it, in the reader's time zone. */
const isoDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

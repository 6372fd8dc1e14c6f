import { now } from '../../state/page/clock';
import { exactTime, relativeTime } from '../../text/time';

/** When something was, as seen from now; exactly on hover. */
export function TimeAgo({ date, class: extra }: { date: Date; class?: string }) {
  // What was said a moment ago may be newer than the clock's last tick.
  const seen = date > now.value ? date : now.value;
  return (
    <time dateTime={date.toISOString()} title={exactTime(date)} class={extra}>
      {relativeTime(date, seen)}
    </time>
  );
}

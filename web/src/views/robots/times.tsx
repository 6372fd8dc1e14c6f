import { now } from '../../state/page/clock';
import { exactTime, shortTime } from '../../text/time';

interface Props {
  time: string | null;
  used(values: { time: string }): string;
  unused: string;
}

/** When something was used last; exactly on hover. */
export function LastUse({ time, used, unused }: Props) {
  if (time === null) return <>{unused}</>;
  const date = new Date(time);
  return (
    <time dateTime={time} title={exactTime(date)}>
      {used({ time: shortTime(date, now.value) })}
    </time>
  );
}

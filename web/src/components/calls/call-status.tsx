import { useEffect, useState } from 'preact/hooks';
import type { CallSession, Quality } from '../../calls/session';
import { clockDuration } from '../../text/calls/duration';
import { callText } from '../../text/calls/index';

/** How the call is: how long it has lasted, or what it waits for. */
export function CallStatus({ session }: { session: CallSession }) {
  const since = session.since.value;
  const words = wordsOf(session);
  if (words || since === null) return <>{words}</>;
  return <Duration since={since} />;
}

/** What keeps the call from being live; empty while it is. */
function wordsOf({ phase, peers, state }: CallSession): string {
  const words = callText.state;
  switch (phase.value) {
    case 'reconnecting':
      return words.reconnecting;
    case 'failed':
      return words.failed;
    case 'live':
      return peers.value.length > 0 ? '' : words.alone;
    default:
      if (peers.value.length > 0) return words.connecting;
      return state.value?.state === 'live' ? words.alone : words.calling;
  }
}

function Duration({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const time = clockDuration(Math.max(0, Math.floor((now - since) / 1_000)));
  return (
    <>
      <span class="sr-only">{callText.state.duration({ time })}</span>
      <span aria-hidden class="call-time">
        {time}
      </span>
    </>
  );
}

const WORST: readonly Quality[] = ['good', 'fair', 'poor', 'lost'];

/** The worst connection to anybody, in words; empty before there is any. */
export function qualityWords({ peers }: CallSession): string {
  const known = peers.value.filter(({ connected }) => connected.value).map(({ quality }) => quality.value);
  const worst = WORST.findLast((quality) => known.includes(quality));
  return worst ? callText.quality[worst] : '';
}

import { Hourglass } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { clock } from '../../state/page/browser';
import { communityText } from '../../text/community/index';
import { lengthOf } from '../../text/time';

const SECOND = 1_000;

/** Over the composer while a message waits for the chat's slow mode; `until`: in milliseconds since 1970. */
export function SlowNotice({ until }: { until: number }) {
  const left = Math.max(0, until - clock.now());
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), SECOND);
    return () => clearInterval(timer);
  }, []);
  if (left === 0) return null;
  return (
    <p
      role="timer"
      data-testid="slow-mode"
      class="mb-1 flex items-center gap-2 border-s-3 border-accent ps-3 text-sm font-semibold"
    >
      <Hourglass size="1rem" aria-hidden class="shrink-0 text-accent" />
      <span class="min-w-0">{communityText.slow.words({ time: lengthOf(left / SECOND) })}</span>
    </p>
  );
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { world } from '../../state/page/browser';
import { Retry } from '../../sync/retry';

/**
 * Does something again by itself as long as it fails.
 *
 * @param failure why it failed, another object each time; null where it did not, or is under way
 */
export function useRetry(failure: unknown, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  const [retry] = useState(() => new Retry(world, () => latest.current()));

  useEffect(() => {
    if (failure === null) retry.stop();
    else retry.failed(failure);
  }, [retry, failure]);
  useEffect(() => () => retry.stop(), [retry]);
}

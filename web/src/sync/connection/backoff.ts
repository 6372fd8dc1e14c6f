/**
 * Exponential backoff with full jitter: anything from nothing to the doubled base, so that clients who lost the
 * server together do not come back together.
 *
 * @param attempt how many tries failed before, 0 for the first wait
 * @param base milliseconds of the first wait at most
 * @param cap milliseconds of any wait at most
 */
export function fullJitter(random: () => number, attempt: number, base: number, cap: number): number {
  return random() * Math.min(cap, base * 2 ** Math.min(attempt, 20));
}

/**
 * True for an answer that asking again would not change: 4xx, but for time-outs and "too many", and for what is not
 * our server's: a firewall in front of it blocks for a time, and so does a hotel's network.
 */
export function isFinal(error: unknown): boolean {
  const status = statusOf(error);
  const ours = !(error instanceof Error && 'code' in error && error.code === 'unexpected');
  return ours && status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429;
}

/** Milliseconds that the server asks to wait; 0 where it says nothing of it. */
export function retryAfterOf(error: unknown): number {
  const seconds = error instanceof Error && 'retryAfter' in error ? error.retryAfter : 0;
  return typeof seconds === 'number' ? seconds * 1000 : 0;
}

/** The HTTP status an error carries, 0 where it carries none. */
export function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : 0;
  return typeof status === 'number' ? status : 0;
}

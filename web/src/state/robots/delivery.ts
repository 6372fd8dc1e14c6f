import type { Subscription } from '../../wire';

/** What an answer means for a delivery: it arrived, or why it did not. */
export type Outcome =
  | 'arrived'
  | 'silent'
  | 'redirected'
  | 'unwanted'
  | 'forbidden'
  | 'missing'
  | 'busy'
  | 'refused'
  | 'broken';

const BY_STATUS: Readonly<Record<number, Outcome>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'missing',
  410: 'unwanted',
  429: 'busy',
};

/** @param status what the receiver answered; null: nothing within its time */
export function outcomeOf(status: number | null): Outcome {
  if (status === null) return 'silent';
  if (status >= 200 && status < 300) return 'arrived';
  if (status >= 300 && status < 400) return 'redirected';
  return BY_STATUS[status] ?? (status < 500 ? 'refused' : 'broken');
}

/** How a subscription fares. */
export type Health = 'new' | 'well' | 'failing' | 'disabled';

export function healthOf({ disabled, failing_since, last_status }: Subscription): Health {
  if (disabled) return 'disabled';
  if (failing_since !== null) return 'failing';
  return last_status === null ? 'new' : 'well';
}

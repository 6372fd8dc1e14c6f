import type { CallSummary } from '../../wire';
import { callText } from '.';
import { spokenDuration } from './duration';

/** What became of a call, in one line; null where that is not known, as in a quote. `own`: the reader started it. */
export function callWords(call: CallSummary | null, own = false): string {
  const words = callText.log;
  if (!call) return words.call;
  const kind = call.video ? 'video' : 'voice';
  switch (call.outcome) {
    case 'answered':
      return words[kind]({ time: spokenDuration(call.seconds) });
    case 'declined':
      return words[`${kind}Declined`];
    case 'cancelled':
      return own ? words[`${kind}Cancelled`] : words[`${kind}Missed`];
    case 'missed':
      return own ? words[`${kind}Unanswered`] : words[`${kind}Missed`];
  }
}

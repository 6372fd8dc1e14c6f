import { afterEach, describe, expect, it } from 'vitest';
import { loadLanguage } from '../../src/text';
import { clockDuration, spokenDuration } from '../../src/text/calls/duration';
import { callWords } from '../../src/text/calls/summary';
import { bringCallWords, quoteWords, summaryOf } from '../../src/text/summary';
import type { CallSummary } from '../../src/wire';
import { message } from '../sync/messages';

afterEach(() => loadLanguage('en'));

const call = (outcome: CallSummary['outcome'], more: Partial<CallSummary> = {}): CallSummary => ({
  ...{ video: false, outcome, seconds: 0, participants: ['bob'], missed: ['ada'] },
  ...more,
});

describe('what became of a call', () => {
  it.each<[CallSummary, boolean, string]>([
    [call('answered', { seconds: 180 }), false, 'Voice call, 3 minutes'],
    [call('answered', { seconds: 1, video: true }), true, 'Video call, 1 second'],
    [call('missed', { video: true }), false, 'Missed video call'],
    [call('missed'), true, 'Voice call, no answer'],
    [call('cancelled'), false, 'Missed voice call'],
    [call('cancelled'), true, 'Voice call, cancelled'],
    [call('declined'), false, 'Voice call, declined'],
  ])('is told to each as it was for them', (summary, own, words) => {
    expect(callWords(summary, own)).toBe(words);
  });

  it('is told in the language in use', async () => {
    await loadLanguage('tr');
    expect(callWords(call('answered', { seconds: 3_900 }))).toBe('Sesli arama, 1 saat 5 dakika');
  });

  it('stands for the message wherever that is one line, and in a quote is a call', async () => {
    await bringCallWords();
    expect(summaryOf({ ...message(1), body: null, call: call('missed') })).toBe('Missed voice call');
    const { author } = message(1);
    expect(quoteWords({ seq: 1, author, body: null, filename: null, deleted: null })).toBe('Call');
  });
});

describe('how long a call took', () => {
  it.each([
    [7, '0:07', '7 seconds'],
    [59, '0:59', '59 seconds'],
    [60, '1:00', '1 minute'],
    [150, '2:30', '3 minutes'],
    [3_600, '1:00:00', '1 hour'],
    [3_729, '1:02:09', '1 hour, 2 minutes'],
  ])('of %d seconds is %s and %s', (seconds, shown, spoken) => {
    expect([clockDuration(seconds), spokenDuration(seconds)]).toEqual([shown, spoken]);
  });
});

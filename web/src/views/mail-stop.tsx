import { useMemo } from 'preact/hooks';
import { Link, useSearch } from 'wouter-preact';
import { Card } from '../components/shell/card';
import { session } from '../state';
import { MailStop } from '../state/notices/mail-stop';
import { wordsFor } from '../text';
import { mailStopText } from '../text/mail-stop';

/** Ends mails of what was missed, for whoever follows the link in one, signed in or not. */
export function MailStopView() {
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  const stop = useMemo(() => new MailStop(token, (path, call) => session.open(path, call)), [token]);
  const step = stop.step.value;
  const failure = stop.failure.value;
  const isOver = step === 'ended' || step === 'unknown';
  return (
    <Card title={mailStopText.title}>
      {!isOver && <p class="text-soft">{mailStopText.intro}</p>}
      {!isOver && (
        <button type="button" class="btn btn-main" aria-disabled={step === 'ending'} onClick={() => stop.end()}>
          {step === 'ending' ? mailStopText.ending : mailStopText.end}
        </button>
      )}
      <p role="status" class="font-semibold empty:hidden">
        {step === 'ended' && mailStopText.ended}
        {step === 'unknown' && mailStopText.unknown}
        {failure !== null && wordsFor(failure)}
      </p>
      {step === 'ended' && <p class="text-soft">{mailStopText.again}</p>}
      <p class="flex flex-wrap gap-x-6 gap-y-2">
        {isOver && (
          <Link href="/me" class="link">
            {mailStopText.settings}
          </Link>
        )}
        <Link href="/" class="link">
          {mailStopText.back}
        </Link>
      </p>
    </Card>
  );
}

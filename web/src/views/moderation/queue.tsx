import { useEffect, useState } from 'preact/hooks';
import { EmptyState } from '../../components/dialogs/empty-state';
import { DAY } from '../../components/moderation/spans';
import { useRetry } from '../../components/shell/use-retry';
import { moderationApi } from '../../state/moderation/api';
import { ReportQueue } from '../../state/moderation/report-queue';
import { clock } from '../../state/page/browser';
import { t, wordsFor } from '../../text';
import { communityText } from '../../text/community';
import { moderationText } from '../../text/moderation';
import type { Report } from '../../wire';
import { ReportInHand, type Wishes } from './report-in-hand';
import { UndoBar } from './undo-bar';
import { useQueueKeys } from './use-queue-keys';

/** The open reports: one is in hand, the others are a line each. */
export function Queue() {
  const [queue] = useState(() => new ReportQueue(moderationApi, clock));
  const [chosen, setChosen] = useState<Pick<Wishes, 'tongue' | 'minutes'>>({ tongue: null, minutes: String(DAY) });
  const wishes: Wishes = { ...chosen, choose: (changed) => setChosen({ ...chosen, ...changed }) };
  const goOn = () => void queue.next();
  useEffect(() => {
    goOn();
    // Who leaves has decided: nothing is left undone.
    const leave = () => document.hidden && queue.flush();
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      queue.flush();
    };
  }, [queue]);
  const failure = queue.failure.value;
  useRetry(failure, goOn);
  useQueueKeys(queue);
  const reports = queue.reports.value;
  const words = moderationText.queue;
  return (
    <>
      <p role="status" class="text-sm text-soft">
        {reports === null ? moderationText.page.loading : words.count({ n: reports.length })}
      </p>
      {reports?.length === 0 && !queue.loading.value && <EmptyState title={words.noneTitle} words={words.none} />}
      {reports && reports.length > 0 && (
        <>
          <p class="-mt-3 text-sm text-soft max-sm:hidden">{words.keys}</p>
          <ol aria-label={words.list} class="flex flex-col gap-2">
            {reports.map((report) => (
              <li key={report.id}>
                {report.id === queue.current.value ? (
                  <ReportInHand key={report.id} report={report} queue={queue} wishes={wishes} />
                ) : (
                  <Line report={report} take={() => queue.take(report.id)} />
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure !== null && wordsFor(failure)}
      </p>
      {reports && (queue.more || failure !== null) && (
        <button type="button" class="btn btn-quiet self-center" aria-busy={queue.loading.value} onClick={goOn}>
          {failure === null ? moderationText.page.more : t.access.again}
        </button>
      )}
      <UndoBar queue={queue} />
    </>
  );
}

/** A report that is not in hand, in one line. */
function Line({ report, take }: { report: Report; take(): void }) {
  const { reason, author, message, text, url } = report;
  return (
    <button
      type="button"
      data-testid="report-line"
      onClick={take}
      class="flex min-h-11 w-full items-center gap-3 rounded-2xl border border-line bg-surface px-4 text-start text-sm hover:border-soft"
    >
      <span class="min-w-0 shrink-0 font-bold">{communityText.reasons[reason]}</span>
      <span dir="auto" class="min-w-0 flex-1 truncate text-soft">
        {author && `@${author} `}
        {message?.body ?? text ?? url}
      </span>
    </button>
  );
}

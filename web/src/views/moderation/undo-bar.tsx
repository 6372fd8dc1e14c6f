import { Undo2 } from 'lucide-preact';
import { ApiError } from '../../api/errors';
import type { ReportQueue } from '../../state/moderation/report-queue';
import { wordsFor } from '../../text';
import { moderationText } from '../../text/moderation';

/** What was decided just now, and the way back; how much the server has heard of. */
export function UndoBar({ queue }: { queue: ReportQueue }) {
  const words = moderationText.queue;
  const [waiting, decided] = [queue.pending.value.length, queue.decided.value];
  const refusal = queue.refusal.value;
  const elsewhere = refusal instanceof ApiError && refusal.code === 'decided';
  return (
    <div class="sticky bottom-0 z-5 flex flex-col items-center gap-2">
      <p role="alert" class="rounded-full bg-surface px-4 font-semibold text-danger empty:hidden">
        {refusal !== null && (elsewhere ? words.decidedElsewhere : wordsFor(refusal))}
      </p>
      {(waiting > 0 || decided > 0) && (
        <div class="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 rounded-3xl border border-line bg-surface py-1.5 ps-5 pe-1.5 shadow-card">
          <p role="status" data-testid="decided-count" data-decided={decided} class="text-sm font-semibold">
            {waiting > 0 ? words.taken({ n: waiting }) : words.decided({ n: decided })}
          </p>
          <button
            type="button"
            disabled={waiting === 0}
            aria-keyshortcuts="U"
            class="btn btn-main min-h-9 px-4"
            onClick={() => queue.undo()}
          >
            <Undo2 size="1.125rem" aria-hidden /> {words.undo}
          </button>
        </div>
      )}
    </div>
  );
}

import { Sparkles, X } from 'lucide-preact';
import { outdated, reloadToUpdate, waitingWorker } from '../../state/page/service-worker';
import { t } from '../../text/index';

/** A newer version of the client is there, or the server needs one: the user says when to turn to it. */
export function UpdateNotice() {
  const put = () => {
    waitingWorker.value = null;
    outdated.value = false;
  };
  return (
    <div role="status" class="pointer-events-none fixed inset-x-0 bottom-24 z-30 grid px-4">
      {(waitingWorker.value || outdated.value) && (
        <div class="pointer-events-auto flex max-w-md animate-arrive flex-wrap items-center gap-x-3 gap-y-1 justify-self-center rounded-3xl bg-snow py-1.5 pr-1.5 pl-4 text-snow-ink shadow-card">
          <Sparkles size="1.125rem" aria-hidden class="shrink-0" />
          <p class="min-w-0 flex-1 font-bold">{t.newer.words}</p>
          <button type="button" class="btn btn-main min-h-9 px-4" onClick={reloadToUpdate}>
            {t.newer.reload}
          </button>
          <button
            type="button"
            aria-label={t.newer.later}
            class="grid size-9 shrink-0 place-items-center rounded-full"
            onClick={put}
          >
            <X size="1.125rem" aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}

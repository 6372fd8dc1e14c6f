import { X } from 'lucide-preact';
import { closeOverlay } from '../../state/page/overlay';
import { t, wordsForCode } from '../../text/index';

/** Over the page, while the code of what is to lie there does not come; whoever does not want to wait goes on. */
export function OverlaysMissing({ retry }: { retry(): void }) {
  return (
    <div role="alert" class="pointer-events-none fixed inset-x-0 bottom-24 z-30 grid px-4">
      <div class="pointer-events-auto flex max-w-md flex-wrap items-center gap-x-3 gap-y-1 justify-self-center rounded-3xl border border-line bg-surface py-1.5 pr-1.5 pl-4 shadow-card">
        <p class="min-w-0 flex-1 basis-48 font-semibold">{wordsForCode('chunk')}</p>
        <button type="button" class="btn btn-main min-h-9 px-4" onClick={retry}>
          {t.access.again}
        </button>
        <button type="button" aria-label={t.dialog.close} class="icon-btn" onClick={closeOverlay}>
          <X size={18} aria-hidden />
        </button>
      </div>
    </div>
  );
}

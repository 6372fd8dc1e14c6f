import { X } from 'lucide-preact';
import { notice } from '../../state/notices/notice';
import { t } from '../../text/index';

/** What the user has to be told, over whatever page they are on. */
export function Notice() {
  const words = notice.value;
  return (
    <div role="status" class="pointer-events-none fixed inset-x-0 top-16 z-30 grid px-4">
      {words && (
        <div class="pointer-events-auto flex max-w-md animate-arrive items-center gap-2 justify-self-center rounded-3xl bg-ink py-1.5 pr-1.5 pl-5 font-bold text-paper shadow-card forced-colors:border">
          <p class="min-w-0 wrap-anywhere">{words}</p>
          <button
            type="button"
            aria-label={t.dialog.dismiss}
            onClick={() => {
              notice.value = '';
            }}
            class="grid size-9 shrink-0 place-items-center rounded-full"
          >
            <X size="1.125rem" aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}

import { Pencil, X } from 'lucide-preact';
import { t } from '../../text/index';

/** Over the text of a message that is being edited; `gone`: it was deleted meanwhile. */
export function EditBanner({ gone, leave }: { gone: boolean; leave(): void }) {
  return (
    <div class="mb-1 flex items-center gap-2 border-s-3 border-accent ps-3 text-sm font-bold low:mb-0">
      <Pencil size="1rem" aria-hidden class="shrink-0 text-accent" />
      <p role="status" data-testid="editing" class={`min-w-0 flex-1 ${gone ? 'text-danger' : 'text-accent'}`}>
        {gone ? t.editing.gone : t.editing.banner}
      </p>
      <button type="button" aria-label={t.editing.cancel} title={t.editing.cancel} onClick={leave} class="icon-btn">
        <X size="1.125rem" aria-hidden />
      </button>
    </div>
  );
}

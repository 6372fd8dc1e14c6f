import { t } from '../../text/index';
import { EmptyState } from '../dialogs/empty-state';

/** The chat does not open: why is not known, but that it is being tried. */
export function Struggling({ retry }: { retry: () => void }) {
  return (
    <EmptyState title={t.chat.strugglingTitle} words={t.chat.struggling}>
      <button type="button" class="btn btn-main" onClick={retry}>
        {t.access.again}
      </button>
    </EmptyState>
  );
}

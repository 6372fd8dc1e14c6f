import { useEffect } from 'preact/hooks';
import { useRetry } from '../../components/shell/use-retry';
import type { WholeList } from '../../state/robots/whole-list';
import { t, wordsFor } from '../../text';
import { robotText } from '../../text/robots';

/** Brings a list, again where it does not come, and says how that stands. */
export function LoadState({ list }: { list: WholeList<unknown> }) {
  const load = () => void list.load();
  useEffect(load, [list]);
  const failure = list.failure.value;
  useRetry(failure, load);
  return (
    <>
      <p role="status" class="animate-late text-sm text-soft empty:hidden">
        {list.items.value === null && failure === null && robotText.loading}
      </p>
      {failure !== null && (
        <div role="alert" class="flex flex-col items-start gap-3">
          <p class="font-semibold text-danger">{wordsFor(failure)}</p>
          <button type="button" class="btn btn-quiet" onClick={load}>
            {t.access.again}
          </button>
        </div>
      )}
    </>
  );
}

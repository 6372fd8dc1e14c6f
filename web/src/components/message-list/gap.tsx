import type { Loading } from '../../sync/room/page-loader';
import { t } from '../../text/index';

/** Where something is missing between the messages shown and others: what becomes of it, and the way to load it. */
export function Gap({ side, state, load }: { side: 'older' | 'newer'; state: Loading; load(): void }) {
  const [loading, failed, more] = WORDS[side]();
  return (
    <p data-testid={`gap-${side}`} class="flex items-baseline gap-2 text-center text-sm text-soft">
      {state === 'loading' && loading}
      {state === 'failed' && failed}{' '}
      {state !== 'loading' && (
        <button type="button" class="link min-h-6" onClick={load}>
          {state === 'failed' ? t.access.again : more}
        </button>
      )}
    </p>
  );
}

const WORDS = {
  older: () => [t.chat.older, t.chat.olderFailed, t.chat.loadOlder],
  newer: () => [t.chat.newer, t.chat.newerFailed, t.chat.loadNewer],
};

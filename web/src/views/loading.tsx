import { account } from '../state';
import type { Access } from '../state/account/account';
import { t } from '../text';

/** While it is not known yet who is there. It begins as what index.html shows, so that nothing jumps. */
export function LoadingView({ access }: { access: Access }) {
  return (
    <main class="grid min-h-full place-content-center justify-items-center gap-4 p-6 text-center">
      <img src="/favicon.svg" alt="" width="72" height="72" />
      <h1 class="text-2xl font-extrabold">{t.brand}</h1>
      <p role="status" class="animate-late text-soft">
        {access === 'unreachable' ? t.access.unreachable : t.access.restoring}
      </p>
      {access === 'unreachable' && (
        <button type="button" class="btn btn-main" onClick={() => void account.restore()}>
          {t.access.again}
        </button>
      )}
    </main>
  );
}

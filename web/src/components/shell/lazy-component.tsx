import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t, wordsForCode } from '../../text/index';
import { useRetry } from './use-retry';

type Lazy<P> = ComponentType<P> & {
  /** Fetches the code ahead, where that works. */
  prepare(): void;
};

/**
 * A component whose code is fetched when it is first shown, and again as long as that fails; until it is there,
 * `Meanwhile` stands for it, and `Missing` says so where it does not come.
 */
export function lazyComponent<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Meanwhile: ComponentType | null = null,
  Missing: ComponentType<{ retry(): void }> = Failed,
): Lazy<P> {
  let loaded: ComponentType<P> | undefined;
  const bring = async () => {
    loaded = await load();
  };
  function Lazy(props: P) {
    const [, setDone] = useState(0);
    const [failure, setFailure] = useState<unknown>(null);

    const fetch = () => {
      bring().then(
        () => setDone((count) => count + 1),
        (error: unknown) => setFailure({ error }),
      );
    };
    useRetry(failure, fetch);

    useEffect(() => {
      if (!loaded) fetch();
    }, []);

    const Loaded = loaded;
    if (Loaded) return <Loaded {...props} />;
    return (
      <>
        {Meanwhile && <Meanwhile />}
        {failure !== null && <Missing retry={fetch} />}
      </>
    );
  }
  return Object.assign(Lazy, { prepare: () => void bring().catch(() => undefined) });
}

/** The network is gone, or a newer version of the site has replaced the file. */
function Failed({ retry }: { retry(): void }) {
  return (
    <div role="alert" class="m-auto flex flex-col items-center gap-3 p-6 text-center">
      <p class="max-w-sm font-semibold">{wordsForCode('chunk')}</p>
      <button type="button" class="btn btn-main" onClick={retry}>
        {t.access.again}
      </button>
    </div>
  );
}

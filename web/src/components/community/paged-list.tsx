import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Pages } from '../../state/page/pages';
import { t, wordsFor } from '../../text/index';
import { useRetry } from '../shell/use-retry';

interface Props<T> {
  pages: Pages<T>;
  label: string;
  loading: string;
  more: string;
  /** What stands there where nothing is in the list. */
  none: ComponentChildren;
  keyOf(item: T): string;
  children(item: T): ComponentChildren;
}

/** A list that comes page by page: asked for when it is shown, and again where it does not come. */
export function PagedList<T>({ pages, label, loading, more, none, keyOf, children }: Props<T>) {
  const goOn = () => void pages.next();
  useEffect(goOn, [pages]);
  const failure = pages.failure.value;
  useRetry(failure, goOn);
  const items = pages.items.value;
  return (
    <>
      <p role="status" class="sr-only">
        {pages.loading.value && loading}
      </p>
      {items?.length === 0 && none}
      {items && items.length > 0 && (
        <ul aria-label={label} class="flex flex-col gap-2">
          {items.map((item) => (
            <li key={keyOf(item)}>{children(item)}</li>
          ))}
        </ul>
      )}
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure !== null && wordsFor(failure)}
      </p>
      {(pages.more || failure !== null) && (
        <button type="button" class="btn btn-quiet self-center" aria-busy={pages.loading.value} onClick={goOn}>
          {failure === null ? more : t.access.again}
        </button>
      )}
    </>
  );
}

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Search } from '../../state/search/search';
import { SEARCH_FIELD } from '../shell/shortcuts';
import { resultId } from './result-list';

/**
 * Whoever comes back from a result is where they were; whoever comes to search can type. The focus goes back to what had it
 * when the search is left by what this returns.
 */
export function useWhereOneWas(search: Search, page: RefObject<HTMLElement>): (leave: () => void) => void {
  const [before] = useState(() => document.activeElement);
  const leaving = useRef(false);

  useLayoutEffect(() => {
    const result = search.selected === null ? null : document.getElementById(resultId(search.selected));
    (result ?? document.getElementById(SEARCH_FIELD))?.focus({ preventScroll: true });
    const main = page.current;
    if (!main) return;
    main.scrollTop = search.scrolled;
    return () => {
      search.scrolled = main.scrollTop;
    };
  }, []);
  useEffect(
    () => () => {
      if (!leaving.current || !(before instanceof HTMLElement) || before === document.body) return;
      // Where the page that comes has a composer, that takes it.
      requestAnimationFrame(() => before.isConnected && before.focus());
    },
    [],
  );
  return (leave) => {
    leaving.current = true;
    leave();
  };
}

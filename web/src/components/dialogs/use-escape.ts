import { useEffect, useRef } from 'preact/hooks';

/** What lies over the page, and has the key first. */
const OVER = 'dialog[open], [aria-expanded="true"]';

/** Does something when Escape is pressed and nothing is open that it would close. */
export function useEscape(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector(OVER)) latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { navigate, usePathname } from 'wouter-preact/use-browser-location';
import { Layers } from '../state/layers';

const layers = new Layers(window.history);
window.addEventListener('popstate', () => layers.moved());

/** While `open`, Back calls `close` and leaves the page as it is; another page calls it too. */
export function useLayer(open: boolean, close: () => void): void {
  const path = usePathname();
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => (open ? layers.add(() => latest.current()) : undefined), [open]);

  const here = useRef(path);
  useLayoutEffect(() => {
    if (open && here.current !== path) latest.current();
    here.current = path;
  }, [path]);
}

/** The page's address and the way to another, for the router: no entry of what lay over a page stays in the history. */
export function useAddress(): [string, typeof navigate] {
  const path = usePathname();
  return [path, turn];
}

const turn: typeof navigate = (to, options) =>
  layers.turn((replace) => navigate(to, { ...options, replace }), options?.replace ?? false);

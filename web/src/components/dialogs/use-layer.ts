import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePathname } from 'wouter-preact/use-browser-location';
import { layers } from '../../state/page/navigation';

/** While `open`, Back calls `close` and leaves the page as it is; the way to another page calls it too. */
export function useLayer(open: boolean, close: () => void): void {
  const path = usePathname();
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => (open ? layers.add(() => latest.current()) : undefined), [open]);

  const lastPath = useRef(path);
  useLayoutEffect(() => {
    if (open && lastPath.current !== path) latest.current();
    lastPath.current = path;
  }, [path]);
}

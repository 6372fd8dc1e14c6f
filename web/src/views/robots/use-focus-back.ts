import { useEffect, useRef } from 'preact/hooks';

/**
 * Where a dialog that was open for `asked` has closed, and the button that opened it went with its row, the first field
 * of the box takes the focus.
 */
export function useFocusBack(asked: unknown) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<unknown>(null);
  useEffect(() => {
    const closed = before.current !== null && asked === null;
    before.current = asked;
    if (closed && document.activeElement === document.body) box.current?.querySelector('input')?.focus();
  }, [asked]);
  return box;
}

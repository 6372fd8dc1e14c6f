import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Does something once an element comes into sight, and again, where it still is, whenever `round` changes; null: never. */
export function useVisible(element: RefObject<Element>, act: () => void, round: number | null): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!element.current || round === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, round]);
}

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** This close to the end, in pixels, the reader counts as being at it. */
const NEAR = 60;
/** Older messages are loaded this far ahead, in pixels. */
const AHEAD = 500;

interface Options {
  /** One of these changes whenever what is shown changes. */
  content: readonly unknown[];
  /** The oldest line: when it changes, lines were put before it. */
  top: unknown;
  /** How much the reader has written: when it changes, they want to see it. */
  written: number;
  /** Called while the top is near. */
  reachTop(): void;
}

/** Keeps a log at its end while the reader is there, and the reader's place when lines come above it. */
export function useScroll({ content, top, written, reachTop }: Options) {
  const box: RefObject<HTMLDivElement> = useRef(null);
  const seen = useRef({ top, written, height: 0, atEnd: true });
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = () => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  };

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    seen.current.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    setAtEnd(seen.current.atEnd);
    if (element.scrollTop < AHEAD) reachTop();
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const before = seen.current;
    if (before.atEnd || written !== before.written) toEnd();
    else if (top !== before.top) element.scrollTop += element.scrollHeight - before.height;
    seen.current = { ...before, top, written, height: element.scrollHeight };
    if (element.scrollTop < AHEAD) reachTop();
  }, content);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => {
      if (seen.current.atEnd) toEnd();
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  return { box, onScroll, toEnd, atEnd };
}

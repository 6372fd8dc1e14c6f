import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { boxOf } from '../files/box';
import { linesOf } from '../rich/clip';
import type { Line } from '../state/lines';
import type { Place } from '../state/room';
import type { FileInfo } from '../wire';
import { FOLDED_ABOVE } from './body';
import { useVirtual } from './use-virtual';

/** This close to the end, in pixels, the reader counts as being at it. */
const NEAR = 60;
/** Older messages are loaded this far ahead, in pixels. */
const AHEAD = 800;
/** Room above the oldest line, in pixels: it tells what is there. */
export const ABOVE = 72;
const BELOW = 12;
/** What stays visible above a line that was jumped to. */
const CONTEXT = 64;

/** What a reader scrolls with, seen before it does anything; other scrolling is ours. */
const GESTURES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

interface Options {
  lines: readonly Line[];
  /** The stored lines are still to come; only what is unsent may be there. */
  opening: boolean;
  /** How much the reader has written: when it changes, they want to see it. */
  written: number;
  /** Where the reader left; null for the end, or the first unread line. */
  left: Place | null;
  leave(place: Place | null): void;
  /** Called while the top is near. */
  reachTop(): void;
}

/**
 * A conversation's scrolling: only the lines around the view are rendered; it stays at its end while the reader is
 * there, and at what they read when lines come above it, grow, or wrap anew.
 */
export function useLog({ lines, opening, written, left, leave, reachTop }: Options) {
  const box = useRef<HTMLDivElement>(null);
  /** Null until there is something to be at the end of. */
  const [atEnd, setAtEnd] = useState<boolean | null>(null);
  const now = useRef({ atEnd: true, bound: false, written, width: 0, placed: false, place: left });

  const list = useVirtual({
    count: lines.length,
    getScrollElement: () => box.current,
    getItemKey: useCallback((index: number) => lines[index]?.key ?? index, [lines]),
    estimateSize: (index) => heightOf(lines[index]),
    overscan: 6,
    paddingStart: ABOVE,
    paddingEnd: BELOW,
    scrollPaddingStart: CONTEXT,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR,
  });

  const look = () => {
    const element = box.current;
    if (!element) return;
    now.current.atEnd = isNearEnd(element) || now.current.bound;
    const top = list.getVirtualItemForOffset(element.scrollTop);
    now.current.place =
      top && !now.current.atEnd ? { key: String(top.key), past: element.scrollTop - top.start } : null;
    setAtEnd(now.current.atEnd);
    if (element.scrollTop < AHEAD) reachTop();
  };

  /** To the end, and staying there from now on, not from when the scrolling has come to it; the reader may turn back. */
  const toEnd = () => {
    Object.assign(now.current, { atEnd: true, bound: true, place: null });
    list.scrollToEnd();
  };

  const place = () => {
    const unread = lines.findIndex(({ kind }) => kind === 'unread');
    if (left) goTo(left);
    else if (unread >= 0) list.scrollToIndex(unread, { align: 'start' });
    else toEnd();
  };

  const goTo = ({ key, past }: Place) => {
    const index = lines.findIndex((line) => line.key === key);
    const [start] = list.getOffsetForIndex(index, 'start') ?? [];
    if (index < 0 || start === undefined) list.scrollToEnd();
    else list.scrollToOffset(start + CONTEXT + past);
  };

  /** Stays at a place while the lines around it are measured: those in view first, then those beside it. */
  const hold = (place: Place, frames = 2) => {
    goTo(place);
    if (frames > 0) requestAnimationFrame(() => hold(place, frames - 1));
  };

  useLayoutEffect(() => {
    if (lines.length === 0 || opening) return;
    if (!now.current.placed) place();
    else if (written !== now.current.written) toEnd();
    Object.assign(now.current, { placed: true, written });
    look();
  }, [lines, opening, written]);

  const resized = useRef(() => {});
  resized.current = () => {
    const element = box.current;
    if (!element) return;
    const { width, atEnd: wasAtEnd, place } = now.current;
    now.current.width = element.clientWidth;
    if (width !== 0 && width !== element.clientWidth) {
      // The text wraps anew: no height that was measured holds any more.
      list.measure();
      for (const row of element.querySelectorAll<HTMLLIElement>('[data-index]')) list.measureElement(row);
      if (place) hold(place);
    }
    if (wasAtEnd) list.scrollToEnd();
  };

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => resized.current());
    watcher.observe(element);
    const turn = () => {
      now.current.bound = false;
    };
    const arrive = () => {
      now.current.bound &&= !isNearEnd(element);
    };
    for (const gesture of GESTURES) element.addEventListener(gesture, turn, { capture: true, passive: true });
    element.addEventListener('scrollend', arrive);
    return () => {
      watcher.disconnect();
      for (const gesture of GESTURES) element.removeEventListener(gesture, turn, { capture: true });
      element.removeEventListener('scrollend', arrive);
    };
  }, []);

  useEffect(() => () => leave(now.current.place), []);

  return { box, list, look, atEnd, toEnd };
}

function isNearEnd({ scrollHeight, scrollTop, clientHeight }: Element): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR;
}

/** A guess at a line's height in pixels, before it is measured. */
function heightOf(line: Line | undefined): number {
  if (line?.kind !== 'message') return 44;
  const around = (line.first ? 36 : 4) + (line.last ? 20 : 0);
  if (line.file) return around + heightOfFile(line.file);
  const rows = Math.min(linesOf(line.body ?? ''), FOLDED_ABOVE + 1);
  return around + 18 + 24 * rows;
}

/** A picture's room is known before it is there. */
function heightOfFile({ resource_type, width, height }: FileInfo): number {
  return 58 + (resource_type === 'image' && width && height ? boxOf(width, height).height : 0);
}

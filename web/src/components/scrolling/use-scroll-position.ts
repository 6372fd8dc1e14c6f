import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageListLine } from '../../state/chats/message-lines';
import type { Place } from '../../state/chats/room';
import { heightOf } from './line-height';
import { settle } from './settle';
import { useVirtual } from './use-virtual';

/** This close to the end, in pixels, the reader counts as being at it. */
const NEAR = 60;
/** Other messages are loaded this far ahead, in pixels. */
const AHEAD = 800;
/** Room above the oldest line, in pixels, and below the last where newer ones are missing: it tells what is there. */
export const ABOVE = 72;
export const BEYOND = 124;
const BELOW = 12;
/** What stays visible above a line that was jumped to. */
const CONTEXT = 64;

/** What a reader scrolls with, seen before it does anything; other scrolling is ours. */
const GESTURES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

interface Options {
  lines: readonly MessageListLine[];
  /** The stored lines are still to come; only what is unsent may be there. */
  opening: boolean;
  /** What is shown is what the server has, not what was kept here alone. */
  live: boolean;
  /** How much the reader has written: when it changes, they want to see it. */
  written: number;
  /** Where the reader left; null for the end, or the first unread line. */
  left: Place | null;
  leave(place: Place | null): void;
  /** The reader has just come to the chat: they begin where they left, or at what is new to them. */
  begins: boolean;
  /** Where the lines end is not the end of the conversation. */
  apart: boolean;
  /** Called while the top, or the end of lines that are apart, is near. */
  reachTop(): void;
  reachBottom(): void;
}

/**
 * A conversation's scrolling: only the lines around the view are rendered; it stays at its end while the reader is
 * there, and at what they read when lines come above it, grow, or wrap anew.
 */
export function useScrollPosition(options: Options) {
  const { lines, opening, live, written, left, leave, begins, apart, reachTop, reachBottom } = options;
  const box = useRef<HTMLDivElement>(null);
  /** Null until there is something to be at the end of. */
  const [atEnd, setAtEnd] = useState<boolean | null>(null);
  const now = useRef({ atEnd: true, bound: false, written, width: 0, placed: false, settled: false, place: left });
  /** The latest way to the end that is still being measured: until it is there, no end of scrolling is the arrival. */
  const settling = useRef<object | null>(null);
  /** Where to stay while lines are still being measured; null: wherever the reader is. */
  const held = useRef<Place | null>(null);

  const list = useVirtual({
    count: lines.length,
    getScrollElement: () => box.current,
    getItemKey: useCallback((index: number) => lines[index]?.key ?? index, [lines]),
    estimateSize: (index) => heightOf(lines[index]),
    overscan: 6,
    paddingStart: ABOVE,
    paddingEnd: apart ? BEYOND : BELOW,
    scrollPaddingStart: CONTEXT,
    anchorTo: 'end',
    followOnAppend: !apart,
    scrollEndThreshold: apart ? 0 : NEAR,
  });

  const look = () => {
    const element = box.current;
    if (!element) return;
    now.current.atEnd = !apart && !held.current && (below(element) < NEAR || now.current.bound);
    now.current.place = held.current ?? (now.current.atEnd ? null : placeAt(element.scrollTop));
    setAtEnd(now.current.atEnd);
    if (element.scrollTop < AHEAD) reachTop();
    if (apart && below(element) < AHEAD) reachBottom();
  };

  /** To the end, and staying there from now on, not from when the scrolling has come to it; the reader may turn back. */
  const toEnd = () => {
    Object.assign(now.current, { atEnd: true, bound: true, place: null });
    held.current = null;
    list.scrollToEnd();
  };

  /** The first message in view, as a place: other lines come and go. */
  const placeAt = (offset: number): Place | null => {
    const rows = list.getVirtualItems();
    const first = rows.find(({ index, end }) => end > offset && lines[index]?.kind === 'message');
    return first ? { key: String(first.key), past: offset - first.start } : null;
  };

  const place = () => {
    const unread = lines.findIndex(({ kind }) => kind === 'unread');
    if (left && lines.some(({ key }) => key === left.key)) hold(left);
    else if (begins && unread >= 0) list.scrollToIndex(unread, { align: 'start' });
    else toEnd();
  };

  /** Goes to the place that is held, as it is laid out now; says whether it was there already. */
  const goTo = ({ key, past }: Place): boolean => {
    const element = box.current;
    const index = lines.findIndex((line) => line.key === key);
    if (!element || index < 0) return true;
    const row = element.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (!row) {
      list.scrollToIndex(index, { align: 'start' });
      return false;
    }
    const away = row.getBoundingClientRect().top - element.getBoundingClientRect().top;
    const off = away + Math.min(past, row.offsetHeight - 1);
    if (Math.abs(off) < 1) return true;
    list.scrollToOffset(element.scrollTop + off);
    return false;
  };

  /** Stays at a place while the lines around it are measured, until the reader moves. */
  const hold = (place: Place) => {
    held.current = place;
    settling.current = null;
    now.current.bound = false;
    settle(
      () => (held.current === place ? latest.current.goTo(place) : null),
      () => {
        held.current = null;
      },
    );
  };

  /** The same at the end. */
  const holdEnd = () => {
    const way = {};
    settling.current = way;
    now.current.bound = true;
    settle(
      () => {
        const element = box.current;
        if (!element || settling.current !== way || !now.current.atEnd) return null;
        const there = below(element) < 1;
        if (!there) list.scrollToEnd();
        return there;
      },
      () => {
        settling.current = null;
        arrive();
      },
    );
  };

  /** The scrolling has ended: where that is near the end, being there decides from now on. */
  const arrive = () => {
    const element = box.current;
    if (element && !settling.current) now.current.bound &&= below(element) >= NEAR;
  };
  const latest = useRef({ goTo, arrive });
  latest.current = { goTo, arrive };

  useLayoutEffect(() => {
    if (lines.length === 0 || opening) return;
    const begun = now.current.placed;
    // What was kept here ends where the reader may have not: with what they missed, they begin at that.
    const caughtUp = live && !now.current.settled && now.current.atEnd;
    if (!begun || caughtUp) place();
    else if (written !== now.current.written) toEnd();
    Object.assign(now.current, { placed: true, settled: now.current.settled || live, written });
    // Where a jump leads is known in a moment: nothing is to be loaded for where it began.
    if (begun || !apart) look();
    else requestAnimationFrame(look);
  }, [lines, opening, live, written, apart]);

  // As the lines are laid out anew: a place is kept before it is painted, and known before it is left.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !now.current.placed) return;
    if (held.current) goTo(held.current);
    else if (!now.current.atEnd) now.current.place = placeAt(element.scrollTop);
  });

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
    if (wasAtEnd && width !== 0) holdEnd();
    else if (wasAtEnd) list.scrollToEnd();
  };

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => resized.current());
    watcher.observe(element);
    const turn = () => {
      now.current.bound = false;
      settling.current = null;
      held.current = null;
    };
    const arrived = () => latest.current.arrive();
    for (const gesture of GESTURES) element.addEventListener(gesture, turn, { capture: true, passive: true });
    element.addEventListener('scrollend', arrived);
    return () => {
      watcher.disconnect();
      for (const gesture of GESTURES) element.removeEventListener(gesture, turn, { capture: true });
      element.removeEventListener('scrollend', arrived);
    };
  }, []);

  useEffect(() => () => leave(now.current.place), []);

  return { box, list, look, atEnd, toEnd, hold };
}

/** How many pixels lie below what is in view. */
const below = ({ scrollHeight, scrollTop, clientHeight }: Element): number => scrollHeight - scrollTop - clientHeight;

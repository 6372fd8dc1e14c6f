import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { displaySize } from '../../files/image-size';
import { linesOf } from '../../rich/clip';
import type { MessageListLine } from '../../state/chats/message-lines';
import type { Place } from '../../state/chats/room';
import type { FileInfo } from '../../wire/index';
import { FOLDED_ABOVE } from '../message/message-body';
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

/** A place counts as reached once it was right for so many frames on end, and is given up after so many at all. */
const STEADY = 3;
const MAX_FRAMES = 60;

/** What a reader scrolls with, seen before it does anything; other scrolling is ours. */
const GESTURES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

interface Options {
  lines: readonly MessageListLine[];
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
export function useScrollPosition({ lines, opening, written, left, leave, reachTop }: Options) {
  const box = useRef<HTMLDivElement>(null);
  /** Null until there is something to be at the end of. */
  const [atEnd, setAtEnd] = useState<boolean | null>(null);
  const now = useRef({ atEnd: true, bound: false, written, width: 0, placed: false, place: left });
  /** Where to stay while lines are still being measured; null: wherever the reader is. */
  const held = useRef<Place | null>(null);

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
    now.current.atEnd = !held.current && (isNearEnd(element) || now.current.bound);
    now.current.place = held.current ?? (now.current.atEnd ? null : placeAt(element.scrollTop));
    setAtEnd(now.current.atEnd);
    if (element.scrollTop < AHEAD) reachTop();
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
    else if (unread >= 0) list.scrollToIndex(unread, { align: 'start' });
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
    const settle = (frames: number, steady: number) => {
      if (held.current !== place) return;
      const there = latest.current.goTo(place) ? steady + 1 : 0;
      if (frames < MAX_FRAMES && there < STEADY) requestAnimationFrame(() => settle(frames + 1, there));
      else held.current = null;
    };
    settle(0, 0);
  };
  const latest = useRef({ goTo });
  latest.current = { goTo };

  useLayoutEffect(() => {
    if (lines.length === 0 || opening) return;
    if (!now.current.placed) place();
    else if (written !== now.current.written) toEnd();
    Object.assign(now.current, { placed: true, written });
    look();
  }, [lines, opening, written]);

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
    if (wasAtEnd) list.scrollToEnd();
  };

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => resized.current());
    watcher.observe(element);
    const turn = () => {
      now.current.bound = false;
      held.current = null;
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
function heightOf(line: MessageListLine | undefined): number {
  if (line?.kind !== 'message') return 44;
  const around = (line.first ? 36 : 4) + (line.last ? 20 : 0);
  if (line.file) return around + heightOfFile(line.file);
  const rows = Math.min(linesOf(line.body ?? ''), FOLDED_ABOVE + 1);
  return around + 18 + 24 * rows;
}

/** A picture's room is known before it is there. */
function heightOfFile({ resource_type, width, height }: FileInfo): number {
  return 58 + (resource_type === 'image' && width && height ? displaySize(width, height).height : 0);
}

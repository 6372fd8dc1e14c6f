import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MessageListLine } from '../../state/chats/message-lines';
import { isInThread, openActions, overlay, type Point } from '../../state/page/overlay';

/** A touch that stays for so many milliseconds, within so many pixels, is a long one. */
const LONG = 450;
const SLACK = 10;

/** Where a long touch is the browser's, which offers what can be done with it. */
const BROWSERS = 'a[href], input, textarea';

/** A long touch on a message in `box`, or a key that opens menus, offers what can be done with it; on a reaction, who reacted. */
export function useMessageMenu(box: RefObject<HTMLElement>, lines: readonly MessageListLine[]): void {
  const latest = useRef(lines);
  latest.current = lines;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const stop = new AbortController();
    const on = <E extends Event>(type: string, listener: (event: E) => void) =>
      element.addEventListener(type, listener as EventListener, { signal: stop.signal, capture: true });

    let start: Point | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** The finger that did it is still there: it must not click what lies under it by now. */
    let opened = false;
    const end = () => clearTimeout(timer);

    on<PointerEvent>('pointerdown', ({ target, pointerType, clientX: x, clientY: y }) => {
      end();
      opened = false;
      if (pointerType !== 'touch' || !(target instanceof Element) || target.closest(BROWSERS)) return;
      start = { x, y };
      timer = setTimeout(() => {
        opened = offer(target, latest.current, { x, y });
      }, LONG);
    });
    on<PointerEvent>('pointermove', ({ clientX, clientY }) => {
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > SLACK) end();
    });
    for (const type of ['pointerup', 'pointercancel', 'scroll']) on(type, end);
    on<TouchEvent>('touchend', (event) => {
      if (opened) event.preventDefault();
    });
    on<PointerEvent>('contextmenu', (event) => {
      const ours = event.pointerType === 'touch' && !(event.target as Element).closest(BROWSERS);
      if (ours) event.preventDefault();
    });
    on<KeyboardEvent>('keydown', (event) => {
      const wanted = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      if (wanted && event.target instanceof Element && offer(event.target, latest.current)) event.preventDefault();
    });
    return () => {
      end();
      stop.abort();
    };
  }, []);
}

/** Opens what belongs to the place; false where nothing does. */
function offer(target: Element, lines: readonly MessageListLine[], at?: Point): boolean {
  const article = target.closest('article');
  const line = lines[Number(target.closest<HTMLElement>('[data-index]')?.dataset.index)];
  if (!article || line?.kind !== 'message' || line.seq === 0 || line.deleted) return false;
  const { room, seq, own } = line;
  const emoji = target.closest<HTMLElement>('[data-emoji]')?.dataset.emoji;
  // What had the focus gets it back: after a touch that is the message, and no keyboard comes up.
  if (at) article.focus({ preventScroll: true });
  const { left, right, bottom } = article.getBoundingClientRect();
  if (emoji) overlay.value = { kind: 'reactions', room, seq, emoji };
  else openActions({ room, seq, inThread: isInThread(article), at: at ?? { x: own ? right : left, y: bottom } });
  return true;
}

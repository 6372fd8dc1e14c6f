import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MessageListLine } from '../../state/chats/message-lines';

/** R replies, T opens the thread, U marks the chat unread from there. */
const KEYS = ['r', 't', 'u'];

/**
 * Keys on a message in `box` that has the focus; a finger that draws one aside replies as well. The code for both comes
 * when it is first wanted.
 */
export function useMessageKeys(box: RefObject<HTMLElement>, lines: readonly MessageListLine[]): void {
  const latest = useRef(lines);
  latest.current = lines;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const stop = new AbortController();
    const { signal } = stop;
    const act = async (key: string, target: Element) => {
      const row = target.closest<HTMLElement>('[data-index]');
      const line = latest.current[Number(row?.dataset.index)];
      if (line?.kind === 'message') (await import('./message-keys')).actOn(line, key, target);
    };
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const own = target instanceof Element && target.matches('article') && KEYS.includes(key.toLowerCase());
      if (own && !ctrlKey && !metaKey && !altKey) void act(key.toLowerCase(), target).catch(() => undefined);
    };
    const onTouch = async ({ touches: [first] }: TouchEvent) => {
      const { followSwipes } = await import('./swipe');
      followSwipes(element, (article) => void act('r', article), signal, first);
    };
    element.addEventListener('keydown', onKey, { signal });
    element.addEventListener('touchstart', (event) => void onTouch(event).catch(() => undefined), {
      signal,
      once: true,
      passive: true,
    });
    return () => stop.abort();
  }, []);
}

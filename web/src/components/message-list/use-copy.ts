import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MessageListLine } from '../../state/chats/message-lines';

/** Lets several of the messages in `box` be copied as a conversation, without what is drawn around them. */
export function useCopy(box: RefObject<HTMLElement>, lines: readonly MessageListLine[]): void {
  const latest = useRef(lines);
  latest.current = lines;
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const prepare = async () => {
      const { copyConversation } = await import('./copying');
      const copy = (event: ClipboardEvent) => box.current && copyConversation(event, box.current, latest.current);
      document.addEventListener('copy', copy, { signal });
    };
    // Nobody copies before they have selected something: until then the code for it can wait.
    const options = { signal, once: true };
    document.addEventListener('selectionchange', () => void prepare().catch(() => undefined), options);
    return () => stop.abort();
  }, []);
}

import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Line, MessageLine } from '../state/lines';
import { conversation } from '../text/conversation';

/** Where in a message is what was said. */
const SAID = '[data-said]';

/**
 * Lets several messages be copied as a conversation, without what is drawn around them. A selection within one of them
 * is copied as it is. The rows in `box` bear their line's number as `data-index`.
 */
export function useCopy(box: RefObject<HTMLElement>, lines: readonly Line[]): void {
  const latest = useRef(lines);
  latest.current = lines;
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      const rows = box.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [];
      const said = [...rows].filter(isSelected).flatMap(({ dataset }) => latest.current[Number(dataset.index)] ?? []);
      const messages = said.filter((line): line is MessageLine => line.kind === 'message');
      // What is selected in a field is no part of the page's selection.
      if (messages.length < 2 || event.target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', conversation(messages));
    };
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, []);
}

/** Some of what was said in a row is selected. */
function isSelected(row: HTMLElement): boolean {
  const said = row.querySelector(SAID);
  const selection = window.getSelection();
  if (!said || !selection || selection.isCollapsed || !selection.containsNode(said, true)) return false;
  const [chosen, part] = [selection.getRangeAt(0), document.createRange()];
  part.selectNodeContents(said);
  if (chosen.compareBoundaryPoints(Range.START_TO_START, part) > 0)
    part.setStart(chosen.startContainer, chosen.startOffset);
  if (chosen.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(chosen.endContainer, chosen.endOffset);
  return part.toString().trim() !== '';
}

import type { MessageLine, MessageListLine } from '../../state/chats/message-lines';
import { conversation } from '../../text/conversation';

/** Where in a message is what was said. */
const CONTENT = '[data-said]';

/**
 * Puts several messages, where such are selected, as a conversation into what is copied; a selection within one of
 * them is copied as it is. The rows in `log` bear the number of their line as `data-index`.
 */
export function copyConversation(event: ClipboardEvent, log: HTMLElement, lines: readonly MessageListLine[]): void {
  const rows = [...log.querySelectorAll<HTMLElement>('[data-index]')].filter(isSelected);
  const selected = rows.map(({ dataset }) => lines[Number(dataset.index)]);
  const messages = selected.filter((line): line is MessageLine => line?.kind === 'message');
  // What is selected in a field is no part of the page's selection.
  if (messages.length < 2 || event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  event.clipboardData?.setData('text/plain', conversation(messages));
}

/** Some of what was said in a row is selected. */
function isSelected(row: HTMLElement): boolean {
  const content = row.querySelector(CONTENT);
  const selection = window.getSelection();
  if (!content || !selection?.containsNode(content, true)) return false;
  const chosen = selection.getRangeAt(0);
  const part = document.createRange();
  part.selectNodeContents(content);
  if (chosen.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(chosen.startContainer, chosen.startOffset);
  }
  if (chosen.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(chosen.endContainer, chosen.endOffset);
  // A custom emoji is a picture, and no text.
  return part.toString().trim() !== '' || part.cloneContents().querySelector('[data-shortcode]') !== null;
}

/** Changes of a text field by the program that the browser's own undo knows of. */

export type TextField = HTMLTextAreaElement | HTMLInputElement;

/** Puts `text` in place of what is selected, as if it had been typed: one step to undo, and an `input` event. */
export function insertText(field: TextField, text: string): void {
  field.focus();
  // Deprecated, and the only way into the browser's undo history: https://github.com/w3c/editing/issues/160
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}

/** Empties a field for good: undoing brings nothing back, since the browser forgets the edits of what leaves the page. */
export function clearWithoutUndo(field: HTMLTextAreaElement): void {
  const { parentNode, nextSibling } = field;
  field.value = '';
  field.remove();
  parentNode?.insertBefore(field, nextSibling);
}

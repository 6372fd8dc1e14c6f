/** True for a key that an input method takes: to pick a word, to walk among words, to drop what it composes. */
function isForInputMethod({ isComposing, keyCode }: KeyboardEvent): boolean {
  // Safari ends the composition before it tells of the key that did so; 229 is then all that marks it.
  return isComposing || keyCode === 229;
}

/**
 * Keeps every other listener from keys that are an input method's: Enter that picks a word sends nothing, Escape that
 * drops one closes nothing. It has to listen first.
 */
export function yieldToInputMethods(target: EventTarget): void {
  const yieldKey = (event: Event) => {
    if (isForInputMethod(event as KeyboardEvent)) event.stopImmediatePropagation();
  };
  target.addEventListener('keydown', yieldKey, { capture: true });
}

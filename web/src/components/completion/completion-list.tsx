import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { NamedPlace } from '../../emoji/names';
import { insertText, type TextField } from '../composer/text-editing';
import { begunName } from './begun-name';

interface Props<T> {
  field: TextField;
  /** The name that the caret stands behind. */
  place: NamedPlace;
  /** The name that a text ends within; unless given, an emoji's or a person's. */
  begun?(text: string): NamedPlace | null;
  /** What it may become, the best first. */
  found: readonly T[];
  keyOf(each: T): string;
  /** What goes into the field in place of the name; a space at its end is there once. */
  take(each: T): string;
  close(): void;
  label: string;
  /** How many fit, for a screen reader. */
  status: string;
  testId: string;
  /** It stands below the field; else above. */
  below?: boolean;
  /** How one of them looks. */
  children(each: T): ComponentChildren;
}

/** What a name may become while it is typed. The field keeps the focus; it is told what is current. */
export function CompletionList<T>({ field, place, found, close, label, status, testId, ...props }: Props<T>) {
  const id = useId();
  const [picked, setPicked] = useState({ name: place.name, index: 0 });
  // What is typed on begins at the best again.
  const current = picked.name === place.name ? Math.min(picked.index, Math.max(0, found.length - 1)) : 0;
  const list = useRef<HTMLDivElement>(null);
  const move = (index: number) => setPicked({ name: place.name, index: (index + found.length) % found.length });

  const choose = (each: T | undefined) => {
    if (each === undefined) return;
    close();
    const text = props.take(each);
    const spaced = text.endsWith(' ') && field.value.startsWith(' ', place.end);
    field.setSelectionRange(place.start, place.end + (spaced ? 1 : 0));
    insertText(field, text);
  };

  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(current + 1),
    ArrowUp: () => move(current - 1),
    Enter: () => choose(found[current]),
    Tab: () => choose(found[current]),
    Escape: close,
  };
  useKeysOf(field, found.length > 0 ? actions : {});
  useCaretIn(field, place.start, props.begun ?? begunName, close);
  useDescription(field, id, found.length > 0 ? current : null);
  useEffect(() => list.current?.children[current]?.scrollIntoView({ block: 'nearest' }), [current]);

  return (
    <>
      <p role="status" class="sr-only">
        {found.length > 0 && status}
      </p>
      {found.length > 0 && (
        <div
          ref={list}
          id={id}
          role="listbox"
          aria-label={label}
          data-testid={testId}
          class={`absolute inset-x-0 ${props.below ? 'mt-1' : 'bottom-full mb-2'} z-20 mx-3 max-h-[40dvh] animate-arrive overflow-y-auto rounded-2xl border border-line bg-surface p-1.5 shadow-card sm:right-auto sm:mx-0 sm:w-80`}
        >
          {found.map((each, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={props.keyOf(each)}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === current}
              // The field keeps the focus, and a phone its keyboard.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(each)}
              onPointerMove={() => move(i)}
              class={`flex min-h-10 cursor-pointer items-center gap-2.5 rounded-xl px-2.5 ${i === current ? 'current bg-sunken' : ''}`}
            >
              {props.children(each)}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

/** Takes keys before the field does. Those of an input method come here as little as anywhere. */
function useKeysOf(field: HTMLElement, actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  // Before it is seen: a key that is pressed on sight of it is its own.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = latest.current[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      action();
    };
    field.addEventListener('keydown', onKey, { capture: true });
    return () => field.removeEventListener('keydown', onKey, { capture: true });
  }, [field]);
}

/** Closes once the caret or the focus is elsewhere than in the name that begins at `start`. */
function useCaretIn(
  field: TextField,
  start: number,
  begun: (text: string) => NamedPlace | null,
  close: () => void,
): void {
  const latest = useRef({ begun, close });
  latest.current = { begun, close };
  useEffect(() => {
    const look = () => {
      const { value, selectionStart, selectionEnd } = field;
      const { begun: find, close: leave } = latest.current;
      const place = selectionStart === selectionEnd ? find(value.slice(0, selectionEnd ?? 0)) : null;
      if (document.activeElement !== field || place?.start !== start) leave();
    };
    const stop = new AbortController();
    document.addEventListener('selectionchange', look, { signal: stop.signal });
    field.addEventListener('blur', () => latest.current.close(), { signal: stop.signal });
    return () => stop.abort();
  }, [field, start]);
}

/** Tells assistive technology of the list, which the field itself is not in. */
function useDescription(field: HTMLElement, list: string, current: number | null): void {
  useEffect(() => {
    if (current === null) return;
    field.setAttribute('aria-controls', list);
    field.setAttribute('aria-activedescendant', `${list}-${current}`);
    return () => {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    };
  }, [field, list, current]);
}

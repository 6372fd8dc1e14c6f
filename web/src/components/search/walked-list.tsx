import type { ComponentChildren, Ref } from 'preact';
import { onArrows } from '../dialogs/arrow-keys';
import { SEARCH_FIELD } from '../shell/shortcuts';

const STOP = 'a[href], button';

/** What stands below the field: arrow keys walk it, and up from its beginning to the field. */
export function WalkedList({ list, children }: { list: Ref<HTMLDivElement>; children: ComponentChildren }) {
  const walk = (event: KeyboardEvent, box: HTMLElement) => {
    if (event.key !== 'ArrowUp' || document.activeElement !== box.querySelector(STOP)) return onArrows(event, box);
    event.preventDefault();
    document.getElementById(SEARCH_FIELD)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys walk from the field into the list
    <div ref={list} onKeyDown={(event) => walk(event, event.currentTarget)} class="flex flex-col gap-5">
      {children}
    </div>
  );
}

/** From the field into what stands below it. */
export const stepInto = (list: HTMLElement | null): void => list?.querySelector<HTMLElement>(STOP)?.focus();

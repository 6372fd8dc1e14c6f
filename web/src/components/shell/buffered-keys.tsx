import { useLayoutEffect, useRef } from 'preact/hooks';
import { closeOverlay, overlay } from '../../state/page/overlay';
import { t } from '../../text/index';
import { useLayer } from '../dialogs/use-layer';

/** Stands for the overlays until their code is there: what is typed into the chat switcher meanwhile waits for it. */
export function BufferedKeys() {
  useLayer(true, closeOverlay);
  return overlay.value?.kind === 'switcher' ? <BufferedQuery /> : null;
}

function BufferedQuery() {
  const field = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    // The dialog gives the focus back to whatever had it when it came.
    return () => before instanceof HTMLElement && before.focus();
  }, []);

  return (
    <input
      ref={field}
      aria-label={t.switcher.search}
      onInput={({ currentTarget }) => {
        overlay.value = { kind: 'switcher', query: currentTarget.value };
      }}
      onKeyDown={({ key }) => key === 'Escape' && closeOverlay()}
      class="sr-only"
    />
  );
}

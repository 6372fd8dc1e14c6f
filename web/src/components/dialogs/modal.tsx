import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLayer } from './use-layer';

interface Props {
  /** The id of what names it. */
  labelledBy: string;
  /** Called for Escape, Back, and a click beside what it holds. */
  close(): void;
  class: string;
  children: ComponentChildren;
}

/** Lies over everything else. The browser keeps the focus in it, and gives it back in the end. */
export function Modal({ labelledBy, close, class: looks, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayer(true, close);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) close();
      }}
      class={looks}
    >
      {children}
    </dialog>
  );
}

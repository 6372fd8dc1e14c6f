import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { onArrows } from './arrow-keys';
import { useLayer } from './use-layer';

interface Props {
  label: string;
  /** What the button shows. */
  face: ComponentChildren;
  class?: string;
  /** The panel's width. */
  size?: keyof typeof WIDTHS;
  /** Gets a function that closes the panel. */
  children(close: () => void): ComponentChildren;
}

const WIDTHS = {
  normal: 'w-64',
  large: 'w-80 max-[30rem]:fixed max-[30rem]:inset-x-3 max-[30rem]:top-15 max-[30rem]:w-auto',
};

/** A button that opens a panel below it; arrow keys lead into it. Escape, Back, a click elsewhere and Tab out of it close it. */
export function Dropdown({ label, face, class: extra = '', size = 'normal', children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useLayer(open, () => setOpen(false));

  useEffect(() => {
    if (!open) return;
    const outside = ({ target }: Event) => {
      if (!root.current?.contains(target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !panel.current) return;
    if (open) onArrows(event, panel.current);
    else if (event.key === 'ArrowDown') setOpen(true);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys walk from the button into the panel
    <div ref={root} onKeyDown={onKeyDown} class={`relative ${extra}`}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        class="flex min-h-11 items-center gap-2 rounded-full px-2 font-bold hover:bg-sunken low:min-h-9"
      >
        {face}
      </button>
      <div
        ref={panel}
        id={id}
        hidden={!open}
        class={`absolute right-0 z-20 mt-1 max-h-[min(36rem,calc(100dvh-5rem))] low:fixed low:top-10 low:right-3 low:mt-0 low:max-h-[calc(100dvh-3rem)] ${WIDTHS[size]} max-w-[calc(100vw-1.5rem)] animate-arrive overflow-y-auto rounded-2xl border border-line bg-surface p-2 shadow-card`}
      >
        {open && children(() => setOpen(false))}
      </div>
    </div>
  );
}

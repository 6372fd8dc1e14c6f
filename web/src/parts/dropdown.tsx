import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

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
  large: 'w-80 max-[479px]:fixed max-[479px]:inset-x-3 max-[479px]:top-15 max-[479px]:w-auto',
};

/** A button that opens a panel below it. Escape, a click elsewhere and leaving it by Tab close it. */
export function Dropdown({ label, face, class: extra = '', size = 'normal', children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = ({ target }: Event) => {
      if (!root.current?.contains(target as Node)) setOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
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

  return (
    <div ref={root} class={`relative ${extra}`}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        class="flex min-h-11 items-center gap-2 rounded-full px-2 font-bold hover:bg-sunken"
      >
        {face}
      </button>
      <div
        id={id}
        hidden={!open}
        class={`absolute right-0 z-20 mt-1 max-h-[70vh] ${WIDTHS[size]} max-w-[calc(100vw-1.5rem)] animate-arrive overflow-y-auto rounded-2xl border border-line bg-surface p-2 shadow-card`}
      >
        {open && children(() => setOpen(false))}
      </div>
    </div>
  );
}

import { Smile } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../text/index';
import { useLayer } from '../dialogs/use-layer';
import { lazyComponent } from '../shell/lazy-component';

const EmojiPicker = lazyComponent(async () => (await import('./emoji-picker')).EmojiPicker);

/** Opens the emoji, above the composer. Escape, Back and a click elsewhere close them. */
export function EmojiButton({ pick }: { pick(emoji: string): void }) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayer(open, () => setOpen(false));

  useEffect(() => {
    if (!open) return;
    const outside = ({ target }: Event) => {
      if (!root.current?.contains(target as Node)) setOpen(false);
    };
    const stop = new AbortController();
    document.addEventListener('pointerdown', outside, { signal: stop.signal });
    document.addEventListener('focusin', outside, { signal: stop.signal });
    return () => stop.abort();
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div ref={root} class="max-[15rem]:hidden">
      <button
        ref={button}
        type="button"
        aria-label={t.emoji.label}
        title={t.emoji.label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        class="icon-btn m-0.5 focus-visible:-outline-offset-2"
      >
        <Smile size="1.375rem" aria-hidden />
      </button>
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes, wherever in it the focus is
        <div
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            close();
          }}
          class="absolute inset-x-0 bottom-full z-20 mx-3 mb-2 flex h-88 max-h-[60dvh] low:max-h-[calc(100dvh-4rem)] animate-arrive flex-col overflow-hidden rounded-3xl border border-line bg-surface shadow-card sm:right-auto sm:mx-0 sm:w-88"
        >
          <EmojiPicker
            pick={(emoji) => {
              setOpen(false);
              pick(emoji);
            }}
          />
        </div>
      )}
    </div>
  );
}

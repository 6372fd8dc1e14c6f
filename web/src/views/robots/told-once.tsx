import { useEffect, useRef } from 'preact/hooks';
import { CopyField } from '../../components/forms/copy-field';

interface Props {
  /** What it is of. */
  title: string;
  label: string;
  hint: string;
  value: string;
  /** A dialog is open, which gives the focus back to where it was when it closes. */
  later?: boolean;
}

/** What the server tells but once, to be copied: it takes the focus when it comes. */
export function ToldOnce({ title, label, hint, value, later = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef('');
  useEffect(() => {
    if (later || shown.current === value) return;
    shown.current = value;
    box.current?.scrollIntoView({ block: 'center' });
    box.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [value, later]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no fieldset of the form that may be around it
    <div
      ref={box}
      role="group"
      aria-label={title}
      data-testid="told-once"
      class="flex flex-col gap-2 rounded-2xl border-2 border-accent bg-own p-4"
    >
      <p class="font-extrabold wrap-anywhere">{title}</p>
      <CopyField label={label} hint={hint} value={value} />
    </div>
  );
}

import { useId } from 'preact/hooks';

interface Props {
  label: string;
  hint: string;
  on: boolean;
  busy?: boolean;
  change(on: boolean): void;
}

/** Something that is on or off, with what it means. */
export function Switch({ label, hint, on, busy = false, change }: Props) {
  const id = useId();
  return (
    <div class="flex items-center gap-4">
      <div class="min-w-0 flex-1">
        <p id={id} class="font-bold">
          {label}
        </p>
        <p id={`${id}-hint`} class="text-sm text-soft">
          {hint}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={`${id}-hint`}
        aria-busy={busy}
        onClick={() => change(!on)}
        class={`h-7 w-12 shrink-0 rounded-full border-2 p-0.5 transition-colors ${on ? 'chosen border-accent bg-accent' : 'border-dot-offline bg-sunken'}`}
      >
        <span
          class={`block size-5 rounded-full transition-transform ${on ? 'translate-x-5 bg-accent-ink forced-colors:bg-[SelectedItemText]' : 'drawn bg-dot-offline'}`}
        />
      </button>
    </div>
  );
}

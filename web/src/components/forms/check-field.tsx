import { useContext, useId } from 'preact/hooks';
import { FormContext } from './form-context';

/** A box to tick, and what is wrong where it was not. */
export function CheckField({ name, label }: { name: string; label: string }) {
  const id = useId();
  const fault = useContext(FormContext)[name];
  return (
    <div>
      <label class="flex min-h-11 items-center gap-3 font-semibold">
        <input
          type="checkbox"
          name={name}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          class="size-5 shrink-0 accent-accent"
        />
        {label}
      </label>
      <p id={`${id}-fault`} class="text-sm font-semibold text-danger empty:hidden">
        {fault}
      </p>
    </div>
  );
}

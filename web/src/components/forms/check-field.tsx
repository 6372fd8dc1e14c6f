import { useContext, useId } from 'preact/hooks';
import { FormContext } from './form-context';

interface Props {
  name: string;
  label: string;
  /** Ticked at first. */
  checked?: boolean;
}

/** A box to tick, and what is wrong where it was not. */
export function CheckField({ name, label, checked = false }: Props) {
  const id = useId();
  const fault = useContext(FormContext)[name];
  return (
    <div>
      <label class="flex min-h-11 items-center gap-3 font-semibold">
        <input
          type="checkbox"
          name={name}
          defaultChecked={checked}
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

import { useContext, useId } from 'preact/hooks';
import { FormContext } from './form-context';

interface Props {
  name: string;
  label: string;
  hint?: string;
  rows?: number;
  maxLength?: number;
  readOnly?: boolean;
  defaultValue?: string;
  /** Unless given, the field keeps its text itself. */
  value?: string;
  change?(text: string): void;
}

/** A labelled text of several lines with a hint and, after a vain attempt, what is wrong with it. */
export function TextArea({ name, label, hint, rows = 4, change, ...area }: Props) {
  const id = useId();
  const fault = useContext(FormContext)[name];
  return (
    <div>
      <label for={id} class="mb-1 block font-bold">
        {label}
      </label>
      <textarea
        {...area}
        dir="auto"
        id={id}
        name={name}
        rows={rows}
        onInput={({ currentTarget }) => change?.(currentTarget.value)}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={hint || fault ? `${id}-hint` : undefined}
        class={`block w-full resize-y rounded-2xl border bg-paper px-4 py-3 ${fault ? 'border-danger' : 'border-line'}`}
      />
      <p id={`${id}-hint`} class={`mt-1 text-sm empty:hidden ${fault ? 'font-semibold text-danger' : 'text-soft'}`}>
        {fault ?? hint}
      </p>
    </div>
  );
}

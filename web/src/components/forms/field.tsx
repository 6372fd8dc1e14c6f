import { Eye, EyeOff } from 'lucide-preact';
import type { InputHTMLAttributes } from 'preact';
import { useContext, useId, useState } from 'preact/hooks';
import { formText } from '../../text/forms/index';
import { FormContext } from './form-context';

interface Props extends InputHTMLAttributes {
  name: string;
  label: string;
  hint?: string;
}

/** A labelled input with a hint and, after a vain attempt, what is wrong with it. */
export function Field({ name, label, hint, type = 'text', ...input }: Props) {
  const id = useId();
  const fault = useContext(FormContext)[name];
  const [revealed, setRevealed] = useState(false);
  const secret = type === 'password';
  return (
    <div>
      <label for={id} class="mb-1 block font-bold">
        {label}
      </label>
      <div class="relative">
        <input
          {...input}
          dir="auto"
          id={id}
          name={name}
          type={secret && revealed ? 'text' : type}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={hint || fault ? `${id}-hint` : undefined}
          class={`h-12 w-full rounded-2xl border bg-paper px-4 ${secret ? 'pr-12' : ''} ${fault ? 'border-danger' : 'border-line'}`}
        />
        {secret && (
          <button
            type="button"
            aria-label={revealed ? formText.fields.hide : formText.fields.show}
            onClick={() => setRevealed(!revealed)}
            class="absolute inset-y-0 right-0 grid w-12 place-items-center rounded-2xl text-soft hover:text-ink"
          >
            {revealed ? <EyeOff size="1.25rem" aria-hidden /> : <Eye size="1.25rem" aria-hidden />}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} class={`mt-1 text-sm empty:hidden ${fault ? 'font-semibold text-danger' : 'text-soft'}`}>
        {fault ?? hint}
      </p>
    </div>
  );
}

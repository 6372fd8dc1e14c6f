import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import { formText } from '../../text/forms/index';
import { wordsFor } from '../../text/index';
import { type Faults, FormContext } from './form-context';

/** Errors that are about one field, though the answer does not say so. */
const ABOUT: Record<string, string> = { username_taken: 'username', wrong_code: 'code', code_expired: 'code' };

interface Props {
  label: string;
  submit: string;
  /** The button that submits: `main` unless what it does cannot be undone. */
  tone?: 'main' | 'danger';
  /** Error codes that are about one field of this form, with what to say there. */
  about?: Readonly<Record<string, { field: string; words: string }>>;
  /** What is wrong with the values before they are sent, by field. */
  check?(values: Record<string, string>): Faults;
  /** Rejects with an ApiError when the server refuses. */
  send(values: Record<string, string>): Promise<void>;
  children: ComponentChildren;
}

/** A form that sends its fields' values, and says in words, next to the field, what is wrong with them. */
export function Form({ label, submit, tone = 'main', about = {}, check, send, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState('');

  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [faults]);

  const onSubmit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const values = valuesOf(event.currentTarget);
    const wrong = check?.(values) ?? {};
    setFaults(wrong);
    setFailure('');
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      const named = error instanceof ApiError ? about[error.code] : undefined;
      const refused = named ? { [named.field]: named.words } : faultsOf(error, values);
      setFaults(refused);
      if (Object.keys(refused).length === 0) setFailure(wordsFor(error));
    }
    setBusy(false);
  };

  return (
    <FormContext.Provider value={faults}>
      <form ref={form} aria-label={label} noValidate onSubmit={onSubmit} class="flex flex-col gap-4">
        {children}
        <p role="alert" class="font-semibold text-danger empty:hidden">
          {failure}
        </p>
        <button type="submit" class={`btn ${tone === 'main' ? 'btn-main' : 'btn-danger'}`} aria-busy={busy}>
          {submit}
        </button>
      </form>
    </FormContext.Provider>
  );
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function faultsOf(error: unknown, values: Record<string, string>): Faults {
  if (!(error instanceof ApiError)) return {};
  const field = ABOUT[error.code];
  if (field && field in values) return { [field]: wordsFor(error) };
  // `add_members.0` is about the field `add_members`.
  const named = Object.entries(error.fields).map(([path, message]) => [path.split('.')[0] ?? path, message] as const);
  const known = named.filter(([name]) => name in values);
  return Object.fromEntries(known.map(([name, message]) => [name, wordsForField(name) ?? message]));
}

/** What the server found wrong with a field, though it looked right here; null where it said it best itself. */
function wordsForField(field: string): string | null {
  const known: Readonly<Record<string, string>> = formText.refused;
  return known[field] ?? null;
}

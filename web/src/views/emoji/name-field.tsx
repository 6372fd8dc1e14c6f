import { useContext, useId } from 'preact/hooks';
import { FormContext } from '../../components/forms/form-context';
import { emojiText } from '../../text/emoji';

interface Props {
  name: string;
  change(name: string): void;
  /** `:name:` */
  code: string;
  /** In words, what is wrong with what was typed so far. */
  fault: string | null;
}

/** A name, and at once whether it can be had. */
export function NameField({ name, change, code, fault }: Props) {
  const id = useId();
  const { name: refused } = useContext(FormContext);
  // What was refused may have been mended since.
  const wrong = name ? fault : refused;
  return (
    <div>
      <label for={id} class="mb-1 block font-bold">
        {emojiText.add.name}
      </label>
      <input
        id={id}
        name="name"
        value={name}
        maxLength={32}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={`${id}-hint ${id}-answer`}
        onInput={({ currentTarget }) => change(currentTarget.value)}
        class={`h-12 w-full rounded-2xl border bg-paper px-4 ${wrong ? 'border-danger' : 'border-line'}`}
      />
      <p id={`${id}-hint`} class="mt-1 text-sm text-soft">
        {emojiText.add.nameHint}
      </p>
      <p
        id={`${id}-answer`}
        role="status"
        class={`mt-1 text-sm font-semibold empty:hidden ${wrong ? 'text-danger' : 'text-good'}`}
      >
        {wrong ?? (name && emojiText.add.free({ code }))}
      </p>
    </div>
  );
}

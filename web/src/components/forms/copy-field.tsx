import { Check, Copy } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { groupText } from '../../text/group-settings/index';

interface Props {
  label: string;
  hint: string;
  value: string;
}

/** A text to take along: to select, or to copy with one click. */
export function CopyField({ label, hint, value }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);

  useEffect(() => setOutcome(null), [value]);

  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  const Icon = outcome === 'copied' ? Check : Copy;
  return (
    <div>
      <label for={id} class="mb-1 block font-bold">
        {label}
      </label>
      <div class="flex gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          aria-describedby={`${id}-hint`}
          onFocus={({ currentTarget }) => currentTarget.select()}
          class="h-12 min-w-0 flex-1 rounded-2xl border border-line bg-paper px-4 text-sm"
        />
        <button type="button" class="btn btn-main min-h-12 shrink-0 px-4" onClick={() => void copy()}>
          <Icon size="1.125rem" aria-hidden /> {groupText.settings.copy}
        </button>
      </div>
      <p id={`${id}-hint`} class="mt-1 text-sm text-soft">
        {hint}
      </p>
      <p role="status" class={`text-sm font-semibold ${outcome === 'failed' ? 'text-danger' : 'text-good'}`}>
        {outcome === 'copied' && groupText.settings.copied}
        {outcome === 'failed' && groupText.settings.notCopied}
      </p>
    </div>
  );
}

import { SendHorizontal } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text';
import { AttachButton } from './attach-button';
import { lengthOf } from './checks';

/** The longest body, in Unicode code points of the trimmed text. */
const LIMIT = 300;
/** From here on the counter shows. */
const NEAR = 60;

interface Props {
  send(body: string): void;
  /** Undefined where no files can be sent. */
  attach: ((files: File[]) => void) | undefined;
  /** What stands above the text. */
  children?: ComponentChildren;
}

/** Where messages are written: Enter sends, Shift+Enter begins a new line; files can be chosen and pasted. */
export function Composer({ send, attach, children }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const left = LIMIT - lengthOf(text);
  const sendable = left >= 0 && left < LIMIT && wellFormed(text);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);

  const submit = () => {
    if (!sendable) return;
    send(text.trim());
    setText('');
    area.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };

  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // What office programs copy is text, and a picture of it besides.
    if (!attach || files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    attach(files);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      class="border-t border-line bg-surface px-3 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6"
    >
      <div class="mx-auto max-w-4xl">
        {children}
        <div class="flex items-end gap-2">
          {attach && <AttachButton attach={attach} />}
          <label for={id} class="sr-only">
            {t.composer.label}
          </label>
          <textarea
            ref={area}
            id={id}
            rows={1}
            value={text}
            placeholder={t.composer.placeholder}
            aria-describedby={`${id}-left`}
            aria-invalid={left < 0 ? 'true' : undefined}
            enterkeyhint="send"
            onInput={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            class="max-h-40 min-h-12 flex-1 resize-none rounded-3xl border border-line bg-paper px-4 py-2.75 placeholder:text-soft"
          />
          <button
            type="submit"
            disabled={!sendable}
            aria-label={t.composer.send}
            class="btn btn-main size-12 px-0 sm:w-auto sm:px-5"
          >
            <SendHorizontal size={20} aria-hidden />
            <span class="max-sm:hidden">{t.composer.send}</span>
          </button>
        </div>
        <p
          id={`${id}-left`}
          role="status"
          class={`px-4 pt-1 text-xs font-semibold empty:hidden ${left < 0 ? 'text-danger' : 'text-soft'}`}
        >
          {wellFormed(text) ? left <= NEAR && wordsLeft(left) : t.composer.illFormed}
        </p>
      </div>
    </form>
  );
}

const wordsLeft = (n: number): string => (n < 0 ? t.composer.over({ n: -n }) : t.composer.left({ n }));

/** The server takes neither NUL nor half a surrogate pair. */
function wellFormed(text: string): boolean {
  return !/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

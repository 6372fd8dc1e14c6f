import { SendHorizontal } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text';
import { AttachButton } from './attach-button';
import { lengthOf } from './checks';
import { EmojiButton } from './emoji-button';

/** The longest body, in Unicode code points of the trimmed text. */
const LIMIT = 300;
/** From here on the counter shows. */
const NEAR = 60;

/** What the keys B and I with Ctrl or Cmd put around what is selected. */
const MARKS: Readonly<Record<string, string>> = { b: '**', i: '*' };

interface Props {
  /** What was begun here before, and how to keep what is begun now. */
  draft: string;
  keep(text: string): void;
  send(body: string): void;
  /** Undefined where no files can be sent. */
  attach: ((files: File[]) => void) | undefined;
  /** What stands above the text. */
  children?: ComponentChildren;
}

/** Where messages are written: Enter sends, Shift+Enter begins a new line; files can be chosen and pasted. */
export function Composer({ draft, keep, send, attach, children }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(draft);
  const left = LIMIT - lengthOf(text);
  const sendable = left >= 0 && left < LIMIT && wellFormed(text);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    // On a phone this would bring up the keyboard, over what one came to read.
    if (window.matchMedia('(pointer: fine)').matches) area.current?.focus();
  }, []);

  const write = (words: string) => {
    setText(words);
    keep(words);
  };

  const submit = () => {
    if (!sendable) return;
    send(text.trim());
    write('');
    area.current?.focus();
  };

  /** Puts marks around what is selected, or something in its place. */
  const insert = (before: string, after?: string) => {
    const element = area.current;
    if (!element) return;
    const { selectionStart: start, selectionEnd: end, value } = element;
    element.setRangeText(after === undefined ? before : before + value.slice(start, end) + after, start, end, 'end');
    if (after !== undefined) element.setSelectionRange(start + before.length, end + before.length);
    element.focus();
    write(element.value);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const mark = event.ctrlKey || event.metaKey ? MARKS[event.key] : undefined;
    if (mark && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      insert(mark, mark);
    }
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
      class="safe-x border-t border-line bg-surface pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] short:pt-1.5"
    >
      <div class="relative mx-auto max-w-4xl">
        {children}
        <div class="flex items-end gap-2">
          <div class="flex min-w-0 flex-1 items-end rounded-3xl border border-line bg-paper has-[textarea:focus]:border-accent has-[textarea:focus]:ring-3 has-[textarea:focus]:ring-accent/15">
            {attach && <AttachButton attach={attach} />}
            <label for={id} class="sr-only">
              {t.composer.label}
            </label>
            <textarea
              ref={area}
              id={id}
              rows={1}
              dir="auto"
              value={text}
              placeholder={t.composer.placeholder}
              aria-describedby={`${id}-left`}
              aria-invalid={left < 0 ? 'true' : undefined}
              enterkeyhint="send"
              onInput={({ currentTarget }) => write(currentTarget.value)}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
              class={`max-h-40 min-h-12 min-w-0 flex-1 resize-none bg-transparent py-3 outline-none placeholder:overflow-hidden placeholder:whitespace-nowrap placeholder:text-soft short:max-h-20 ${attach ? '' : 'ps-4'}`}
            />
            <EmojiButton pick={(emoji) => insert(emoji)} />
          </div>
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

import { SendHorizontal } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { enterSends } from '../../state/chats/composition';
import { t } from '../../text/index';
import { AttachButton } from './attach-button';
import { EmojiButton } from './emoji-button';
import { useDraft } from './use-draft';

/** So close to the limit the counter shows. */
const NEAR = 60;

interface Props {
  /** The longest message, in Unicode code points of the trimmed text; null where that is not known. */
  limit: number | null;
  /** What was begun here before, and how to keep what is begun now. */
  draft: string;
  keep(text: string): void;
  send(body: string): void;
  /** Undefined where no files can be sent. */
  attach: ((files: File[]) => void) | undefined;
  /** What stands above the text. */
  children?: ComponentChildren;
}

/** Where messages are written; files can be chosen and pasted. What Enter does is the user's choice, or the device's. */
export function Composer({ attach, children, ...options }: Props) {
  const id = useId();
  const writing = useDraft(options);
  const { text, left, sendable } = writing;
  const tooLong = left !== null && left < 0;

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
        writing.submit();
      }}
      class="safe-x border-t border-line bg-surface pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] short:pt-1.5 low:py-1"
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
              ref={writing.area}
              id={id}
              rows={1}
              dir="auto"
              value={text}
              placeholder={t.composer.placeholder}
              aria-describedby={`${id}-left`}
              aria-invalid={tooLong ? 'true' : undefined}
              enterkeyhint={enterSends() ? 'send' : 'enter'}
              onInput={writing.onInput}
              onKeyDown={writing.onKeyDown}
              onPaste={onPaste}
              class={`max-h-40 min-h-12 min-w-0 flex-1 resize-none bg-transparent py-3 outline-none placeholder:overflow-hidden placeholder:whitespace-nowrap placeholder:text-soft short:max-h-20 low:max-h-16 low:min-h-9 low:py-2 ${attach ? '' : 'ps-4'}`}
            />
            <EmojiButton pick={writing.insert} />
          </div>
          <button
            type="submit"
            disabled={!sendable}
            aria-label={t.composer.send}
            class="btn btn-main size-12 px-0 sm:w-auto sm:px-5 low:h-10"
          >
            <SendHorizontal size="1.25rem" aria-hidden />
            <span class="max-sm:hidden">{t.composer.send}</span>
          </button>
        </div>
        <p
          id={`${id}-left`}
          role="status"
          class={`px-4 pt-1 text-xs font-semibold empty:hidden ${tooLong ? 'text-danger' : 'text-soft'}`}
        >
          {writing.wellFormed ? left !== null && left <= NEAR && wordsLeft(left) : t.composer.illFormed}
        </p>
      </div>
    </form>
  );
}

const wordsLeft = (n: number): string => (n < 0 ? t.composer.over({ n: -n }) : t.composer.left({ n }));

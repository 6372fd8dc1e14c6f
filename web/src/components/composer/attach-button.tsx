import { Paperclip } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { t } from '../../text/index';

/** Lets the user choose files. */
export function AttachButton({ attach }: { attach(files: File[]): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        aria-label={t.files.attach}
        title={t.files.attach}
        onClick={() => input.current?.click()}
        class="icon-btn m-0.5 focus-visible:-outline-offset-2"
      >
        <Paperclip size="1.375rem" aria-hidden />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          attach([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

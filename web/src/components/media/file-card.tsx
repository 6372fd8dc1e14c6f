import { Download } from 'lucide-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { t } from '../../text/index';
import { sizeOf } from '../../text/size';
import type { FileInfo } from '../../wire/index';
import { FileName } from '../message/file-name';
import { useDownload } from '../message/use-download';
import { iconOf } from './file-icon';

/** What a file is called, how large it is, and the way to it. */
export function FileCard({ line, file }: { line: MessageLine; file: FileInfo }) {
  const { filename: name, bytes } = file;
  const size = sizeOf(bytes);
  const Icon = iconOf(file);
  const { run, busy, failure } = useDownload(line);
  return (
    <>
      <button
        type="button"
        aria-busy={busy}
        disabled={line.seq === 0}
        onClick={() => void run()}
        class="group flex min-h-14 w-full max-w-80 items-center gap-3 px-3 py-2 text-start enabled:hover:underline disabled:cursor-default"
      >
        <span class="grid size-10 shrink-0 place-items-center rounded-xl bg-snow text-snow-ink">
          <Icon size="1.25rem" aria-hidden />
        </span>
        <span class="min-w-0 flex-1">
          <span class="sr-only">{t.files.download}</span> <FileName name={name} class="text-sm font-bold" />
          <span class="block text-xs text-soft">{size}</span>
        </span>
        <Download size="1.125rem" aria-hidden class={`shrink-0 text-soft ${line.seq === 0 ? 'invisible' : ''}`} />
      </button>
      <p role="alert" class="px-3 pb-2 text-sm font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </>
  );
}

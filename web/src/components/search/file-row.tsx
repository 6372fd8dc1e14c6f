import { Download } from 'lucide-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { t } from '../../text/index';
import { searchText } from '../../text/search/index';
import { sizeOf } from '../../text/size';
import { fileWords } from '../../text/summary';
import type { FileInfo } from '../../wire/index';
import { iconOf } from '../media/file-icon';
import { FileName } from '../message/file-name';
import { useDownload } from '../message/use-download';
import { FilePlace } from './file-place';

/** A file of the chat: what it is, where it was sent, and the way to have it. */
export function FileRow({ line, file }: { line: MessageLine; file: FileInfo }) {
  const Icon = iconOf(file);
  const { run, busy, failure } = useDownload(line);
  return (
    <li data-testid="file-row" class="rounded-3xl border border-line bg-surface p-4">
      <div class="flex items-center gap-3">
        <span class="grid size-10 shrink-0 place-items-center rounded-xl bg-snow text-snow-ink">
          <Icon size="1.25rem" aria-hidden />
        </span>
        <div class="min-w-0 flex-1">
          <FileName name={fileWords(file)} class="text-sm font-bold" />
          <p class="text-xs text-soft">{sizeOf(file.bytes)}</p>
          <FilePlace line={line} />
        </div>
        <button
          type="button"
          aria-label={searchText.files.download({ name: fileWords(file) })}
          title={t.files.download}
          aria-busy={busy}
          onClick={() => void run()}
          class="icon-btn"
        >
          <Download size="1.125rem" aria-hidden />
        </button>
      </div>
      <p role="alert" class="text-sm font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </li>
  );
}

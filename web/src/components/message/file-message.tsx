import { Download, FileArchive, FileAudio, FileImage, FileText, FileVideo, File as Sheet } from 'lucide-preact';
import { displaySize } from '../../files/image-size';
import type { MessageLine } from '../../state/chats/message-lines';
import { t } from '../../text/index';
import { sizeOf } from '../../text/size';
import type { FileInfo } from '../../wire/index';
import { FileName } from './file-name';
import { MessagePicture } from './message-picture';
import { useDownload } from './use-download';

/** A message that is a file: a picture is shown, and everything can be downloaded under its own name. */
export function FileMessage({ line, file, class: extra }: { line: MessageLine; file: FileInfo; class: string }) {
  const { resource_type, width, height } = file;
  return (
    <div data-testid="file" class={`max-w-full min-w-48 overflow-hidden rounded-2xl ${extra}`}>
      {resource_type === 'image' && width && height && (
        <MessagePicture line={line} file={file} box={displaySize(width, height)} />
      )}
      <Card line={line} file={file} />
    </div>
  );
}

/** What a file is called, how large it is, and the way to it. */
function Card({ line, file }: { line: MessageLine; file: FileInfo }) {
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

const ICONS: [RegExp, typeof Sheet][] = [
  [/\.(jpe?g|png|gif|webp|avif|svg|heic|bmp|tiff?)$/i, FileImage],
  [/\.(pdf|docx?|odt|rtf|txt|md|pages|xlsx?|ods|csv|pptx?|odp)$/i, FileText],
  [/\.(zip|gz|tgz|bz2|xz|zst|7z|rar|tar)$/i, FileArchive],
  [/\.(mp3|m4a|ogg|opus|wav|flac|aac)$/i, FileAudio],
  [/\.(mp4|mov|mkv|webm|avi|m4v)$/i, FileVideo],
];

function iconOf({ filename, resource_type }: FileInfo): typeof Sheet {
  if (resource_type === 'image') return FileImage;
  return ICONS.find(([names]) => names.test(filename))?.[1] ?? Sheet;
}

import { Download, FileArchive, FileAudio, FileImage, FileText, FileVideo, File as Sheet } from 'lucide-preact';
import { boxOf } from '../files/box';
import { files } from '../state';
import type { MessageLine } from '../state/lines';
import { t, wordsForCode } from '../text';
import { sizeOf } from '../text/size';
import type { FileInfo } from '../wire';
import { useAction } from './use-action';
import { useThumb } from './use-thumb';

/** A message that is a file: a picture is shown, and everything can be downloaded under its own name. */
export function FileMessage({ line, file, class: extra }: { line: MessageLine; file: FileInfo; class: string }) {
  const { resource_type, width, height } = file;
  return (
    <div data-testid="file" class={`max-w-full min-w-48 overflow-hidden rounded-2xl ${extra}`}>
      {resource_type === 'image' && width && height && (
        <Picture line={line} name={file.filename} box={boxOf(width, height)} />
      )}
      <Card line={line} file={file} />
    </div>
  );
}

interface PictureProps {
  line: MessageLine;
  name: string;
  box: { width: number; height: number };
}

/** Takes the same room before the picture is there and after, so that nothing jumps. */
function Picture({ line, name, box }: PictureProps) {
  const { url, fault, missed, again } = useThumb(line);
  return (
    <div class="grid justify-items-center bg-sunken">
      <div
        data-testid="picture"
        class="grid max-w-full place-items-center"
        style={{ width: `${box.width}px`, aspectRatio: `${box.width} / ${box.height}` }}
      >
        {fault ? (
          <p class="p-2 text-center text-sm text-soft">
            {fault === 'no_file' ? wordsForCode(fault) : t.files.noPreview}{' '}
            {fault !== 'no_file' && (
              <button type="button" class="link min-h-6" onClick={again}>
                {t.files.retry}
              </button>
            )}
          </p>
        ) : (
          url && (
            <img
              src={url}
              alt={t.files.picture({ name })}
              onError={missed}
              class="picture size-full min-h-0 object-contain"
            />
          )
        )}
      </div>
    </div>
  );
}

/** What a file is called, how large it is, and the way to it. */
function Card({ line: { room, seq }, file }: { line: MessageLine; file: FileInfo }) {
  const { filename: name, bytes } = file;
  const size = sizeOf(bytes);
  const Icon = iconOf(file);
  const { run, busy, failure } = useAction(async () => {
    const url = await files.value?.links.download(room, seq);
    if (url) save(url);
  });
  return (
    <>
      <button
        type="button"
        aria-busy={busy}
        disabled={seq === 0}
        onClick={() => void run()}
        class="group flex min-h-14 w-full max-w-80 items-center gap-3 px-3 py-2 text-start enabled:hover:underline disabled:cursor-default"
      >
        <span class="grid size-10 shrink-0 place-items-center rounded-xl bg-snow text-snow-ink">
          <Icon size={20} aria-hidden />
        </span>
        <span class="min-w-0 flex-1">
          <span class="sr-only">{t.files.download}</span>{' '}
          <span class="line-clamp-2 text-sm leading-tight font-bold wrap-anywhere">{name}</span>
          <span class="block text-xs text-soft">{size}</span>
        </span>
        <Download size={18} aria-hidden class={`shrink-0 text-soft ${seq === 0 ? 'invisible' : ''}`} />
      </button>
      <p role="alert" class="px-3 pb-2 text-sm font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </>
  );
}

/** The answer there is an attachment with its name: the page stays. */
function save(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.click();
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

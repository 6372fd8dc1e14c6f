import { Download, X } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import { Modal } from '../components/dialogs/modal';
import { BotBadge } from '../components/members/bot-badge';
import { FileName } from '../components/message/file-name';
import { NoPicture } from '../components/message/message-picture';
import { useDownload } from '../components/message/use-download';
import { usePicture } from '../components/message/use-picture';
import type { MessageLine } from '../state/chats/message-lines';
import { t } from '../text';
import { sizeOf } from '../text/size';
import type { FileInfo } from '../wire';

interface Props {
  line: MessageLine;
  file: FileInfo;
  close(): void;
}

/** A message's picture as large as the window allows; the small one stands for it until it is there. */
export function PictureView({ line, file, close }: Props) {
  const id = useId();
  const { filename: name, bytes } = file;
  const download = useDownload(line);
  return (
    <Modal
      labelledBy={id}
      close={close}
      class="m-0 h-dvh max-h-none w-dvw max-w-none animate-arrive overflow-hidden bg-paper text-ink"
    >
      {/* A click beside the picture is one on the dialog, and closes it. */}
      <div class="pointer-events-none flex h-full flex-col">
        <header class="pointer-events-auto flex items-center gap-1 border-b border-line bg-surface py-1 ps-[max(1rem,env(safe-area-inset-left))] pe-[max(0.5rem,env(safe-area-inset-right))] pt-[max(0.25rem,env(safe-area-inset-top))]">
          <div class="min-w-0 flex-1">
            <h2 id={id} dir="auto">
              <FileName name={name} class="font-extrabold" />
            </h2>
            <p class="flex gap-2 text-xs text-soft">
              <span dir="auto" class="truncate">
                {line.author.display_name}
                {line.namesake && ` @${line.author.username}`}
              </span>
              <BotBadge of={line.author} />
              <span class="shrink-0">{sizeOf(bytes)}</span>
            </p>
          </div>
          <button
            type="button"
            aria-label={t.files.download}
            title={t.files.download}
            aria-busy={download.busy}
            disabled={line.seq === 0}
            onClick={() => void download.run()}
            class="icon-btn disabled:invisible"
          >
            <Download size="1.25rem" aria-hidden />
          </button>
          <button type="button" autofocus aria-label={t.dialog.close} onClick={close} class="icon-btn">
            <X size="1.25rem" aria-hidden />
          </button>
        </header>
        <p role="alert" class="px-4 py-2 text-center font-semibold text-danger empty:hidden">
          {download.failure}
        </p>
        <Stage line={line} file={file} />
      </div>
    </Modal>
  );
}

function Stage({ line, file }: Pick<Props, 'line' | 'file'>) {
  const small = usePicture(line, 'thumb');
  const whole = usePicture(line, 'whole');
  const [drawn, setDrawn] = useState(false);
  const looks = 'pointer-events-auto col-start-1 row-start-1 object-contain';
  const style = sizeIn(file);
  return (
    <div class="grid min-h-0 flex-1 place-content-center place-items-center p-2 sm:p-4" aria-busy={!drawn}>
      {small.url && !drawn && (
        <img src={small.url} alt="" style={style} class={`${looks} ${whole.fault ? '' : 'animate-breathe'}`} />
      )}
      {whole.url && (
        <img
          src={whole.url}
          alt={t.files.picture({ name: file.filename })}
          style={style}
          onLoad={() => setDrawn(true)}
          onError={whole.missed}
          class={looks}
        />
      )}
      {whole.fault && (
        <div class="pointer-events-auto">
          <NoPicture fault={whole.fault} words={t.files.noWhole} again={whole.again} />
        </div>
      )}
    </div>
  );
}

/** As large as the window allows, and no larger than it is. */
function sizeIn({ width, height }: FileInfo) {
  const ratio = (width ?? 1) / (height ?? 1);
  return { width: `min(${width}px, 100dvw - 2rem, (100dvh - 8rem) * ${ratio})`, aspectRatio: ratio };
}

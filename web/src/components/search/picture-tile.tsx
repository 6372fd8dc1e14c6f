import { useRef, useState } from 'preact/hooks';
import type { MessageLine } from '../../state/chats/message-lines';
import { overlay } from '../../state/page/overlay';
import { t } from '../../text/index';
import type { FileInfo } from '../../wire/index';
import { NoPicture } from '../message/message-picture';
import { usePicture } from '../message/use-picture';
import { FilePlace } from './file-place';
import { useVisible } from './use-visible';

interface Props {
  line: MessageLine;
  file: FileInfo;
}

/** A picture of the chat. Where it can be read is asked for once it comes into sight. */
export function PictureTile({ line, file }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useVisible(box, () => setSeen(true), seen ? null : 0);
  return (
    <li data-testid="picture-tile" class="min-w-0">
      <div ref={box} style={{ aspectRatio: '1' }} class="overflow-hidden rounded-2xl bg-sunken">
        {seen && <Thumb line={line} file={file} />}
      </div>
      <FilePlace line={line} />
    </li>
  );
}

function Thumb({ line, file }: Props) {
  const { url, fault, missed, again } = usePicture(line, 'thumb');
  if (fault) return <NoPicture fault={fault} words={t.files.noPreview} again={again} />;
  if (!url) return null;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => {
        overlay.value = { kind: 'picture', line, file };
      }}
      class="size-full cursor-zoom-in"
    >
      <img
        src={url}
        alt={t.files.picture({ name: file.filename })}
        onError={missed}
        class="picture size-full object-cover"
      />
    </button>
  );
}

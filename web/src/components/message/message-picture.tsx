import type { MessageLine } from '../../state/chats/message-lines';
import { overlay } from '../../state/page/overlay';
import { t, wordsForCode } from '../../text/index';
import type { FileInfo } from '../../wire/index';
import { usePicture } from './use-picture';

interface Props {
  line: MessageLine;
  file: FileInfo;
  box: { width: number; height: number };
}

/** Takes the same room before the picture is there and after, so that nothing jumps; leads to all of it. */
export function MessagePicture({ line, file, box }: Props) {
  const { url, fault, missed, again } = usePicture(line, 'thumb');
  return (
    <div class="grid justify-items-center bg-sunken">
      <div
        data-testid="picture"
        class="grid max-w-full place-items-center"
        style={{ width: `${box.width}px`, aspectRatio: `${box.width} / ${box.height}` }}
      >
        {fault ? (
          <NoPicture fault={fault} words={t.files.noPreview} again={again} />
        ) : (
          url && (
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => {
                overlay.value = { kind: 'picture', line, file };
              }}
              class="size-full min-h-0 cursor-zoom-in"
            >
              <img
                src={url}
                alt={t.files.picture({ name: file.filename })}
                onError={missed}
                class="picture size-full object-contain"
              />
            </button>
          )
        )}
      </div>
    </div>
  );
}

/** In place of a picture that did not come. */
export function NoPicture({ fault, words, again }: { fault: string; words: string; again(): void }) {
  return (
    <p class="p-2 text-center text-sm text-soft">
      {fault === 'no_file' ? wordsForCode(fault) : words}{' '}
      {fault !== 'no_file' && (
        <button type="button" class="link min-h-6" onClick={again}>
          {t.files.retry}
        </button>
      )}
    </p>
  );
}

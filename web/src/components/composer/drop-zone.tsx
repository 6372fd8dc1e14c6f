import { Upload } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { notice } from '../../state/notices/notice';
import { t } from '../../text/index';

interface Props {
  /** Undefined where nothing can be dropped. */
  attach: ((files: File[]) => void) | undefined;
  children: ComponentChildren;
}

/** Takes files that are dragged onto what it holds. */
export function DropZone({ attach, children }: Props) {
  const [over, setOver] = useState(false);
  useNoStrayDrops();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const { files, folders } = filesOf(event.dataTransfer);
    if (folders) notice.value = t.files.folder;
    if (files.length > 0) attach?.(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside the message does the same by keyboard
    <div
      class="relative flex min-h-0 flex-1 flex-col"
      onDragEnter={(event) => {
        if (attach && carriesFiles(event)) setOver(true);
      }}
    >
      {children}
      {over && (
        // Nothing lies over it, so what leaves it has left the chat.
        // biome-ignore lint/a11y/noStaticElementInteractions: as above
        <div
          data-testid="drop"
          class="absolute inset-2 z-20 grid place-items-center rounded-3xl border-2 border-dashed border-accent bg-surface/95"
          onDragLeave={() => setOver(false)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
        >
          <p class="pointer-events-none flex flex-col items-center gap-3 p-6 text-center text-lg font-extrabold">
            <Upload size="2.25rem" aria-hidden class="text-accent" />
            {t.files.drop}
          </p>
        </div>
      )}
    </div>
  );
}

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** A file that is dropped beside the chat would else replace the page. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const stop = new AbortController();
    const refuse = (event: DragEvent) => {
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse, { signal: stop.signal });
    window.addEventListener('drop', refuse, { signal: stop.signal });
    return () => stop.abort();
  }, []);
}

/** What was dropped or pasted, but for folders: a browser cannot send them. */
function filesOf(transfer: DataTransfer | null): { files: File[]; folders: boolean } {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const whole = items.filter((item) => !item.webkitGetAsEntry?.()?.isDirectory);
  const files = whole.map((item) => item.getAsFile()).filter((file) => file !== null);
  return { files, folders: whole.length < items.length };
}

import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../text/index';
import { Modal } from './modal';

interface Props {
  title: string;
  /** Hides the title from eyes where what follows says it too. */
  untitled?: boolean;
  /** Called for Escape, a click beside it and the close button. */
  close(): void;
  children: ComponentChildren;
}

/** Something that has to be dealt with first. */
export function Dialog({ title, untitled = false, close, children }: Props) {
  const id = useId();
  return (
    <Modal
      labelledBy={id}
      close={close}
      class="m-auto max-h-[min(40rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)] max-w-md animate-arrive overflow-hidden rounded-3xl bg-surface text-ink shadow-card backdrop:bg-backdrop forced-colors:border low:max-h-dvh"
    >
      <div class="flex max-h-[inherit] flex-col">
        <header class="flex items-start gap-2 pt-3 pr-3 pl-6">
          <h2 id={id} class={untitled ? 'sr-only' : 'min-w-0 flex-1 pt-2 text-xl font-extrabold wrap-anywhere'}>
            {title}
          </h2>
          <button type="button" aria-label={t.dialog.close} onClick={close} class="icon-btn ml-auto">
            <X size="1.25rem" aria-hidden />
          </button>
        </header>
        <div class="relative flex min-h-0 flex-col gap-4 overflow-y-auto px-6 pt-2 pb-6">{children}</div>
      </div>
    </Modal>
  );
}

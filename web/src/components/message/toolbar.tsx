import { Ellipsis, SmilePlus } from 'lucide-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { isInThread, openActions } from '../../state/page/overlay';
import { t } from '../../text/index';

/** What can be done with a message that is pointed at, or walked to: beside it on a phone, else over its corner. */
export function Toolbar({ line: { room, seq, own } }: { line: MessageLine }) {
  const open = (picking: boolean) => (event: MouseEvent) => {
    const button = event.currentTarget as HTMLElement;
    const { left, bottom } = button.getBoundingClientRect();
    // Gone with the focus, the button could not have it back.
    button.closest('article')?.focus({ preventScroll: true });
    openActions({ room, seq, inThread: isInThread(button), at: { x: left, y: bottom }, picking });
  };
  return (
    <div
      data-testid="toolbar"
      class={`absolute top-0 z-1 hidden rounded-full border border-line bg-surface shadow-card group-focus-within/message:flex group-hover/message:flex sm:-top-4 ${own ? 'end-full max-sm:me-0.5 sm:-me-4' : 'start-full max-sm:ms-0.5 sm:-ms-4'}`}
    >
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t.actions.react}
        title={t.actions.react}
        onClick={open(true)}
        class={`${BUTTON} max-sm:hidden`}
      >
        <SmilePlus size="1.125rem" aria-hidden />
      </button>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t.actions.label}
        title={t.actions.label}
        onClick={open(false)}
        class={BUTTON}
      >
        <Ellipsis size="1.125rem" aria-hidden />
      </button>
    </div>
  );
}

const BUTTON = 'grid size-8 place-items-center rounded-full text-soft hover:bg-sunken hover:text-ink';

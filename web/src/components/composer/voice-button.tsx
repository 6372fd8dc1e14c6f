import { Mic } from 'lucide-preact';
import { t } from '../../text/index';
import type { Press } from '../../voice/press';

/** Begins a voice message: a tap, or for as long as it is held. On a phone it is where messages are sent from once there is one. */
export function VoiceButton({ begin, class: extra }: { begin(press: Press): void; class: string }) {
  const press = (event: MouseEvent, held: boolean) => {
    const { currentTarget, clientX: x, clientY: y, timeStamp: at } = event;
    const begun = { button: currentTarget as HTMLElement, x, y, at, held };
    for (const end of ['pointerup', 'pointercancel'])
      window.addEventListener(
        end,
        () => {
          begun.held = false;
        },
        { once: true },
      );
    begin(begun);
  };
  return (
    <button
      type="button"
      aria-label={t.composer.record}
      title={t.composer.record}
      onPointerDown={(event) => event.button === 0 && press(event, true)}
      onClick={(event) => press(event, false)}
      onContextMenu={(event) => event.preventDefault()}
      class={`icon-btn m-0.5 touch-none ${extra}`}
    >
      <Mic size="1.375rem" aria-hidden />
    </button>
  );
}

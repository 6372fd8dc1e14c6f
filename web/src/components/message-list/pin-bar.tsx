import { Pin } from 'lucide-preact';
import type { RoomState } from '../../state/chats/room';
import { overlay } from '../../state/page/overlay';
import { t } from '../../text/index';
import { summaryOf } from '../../text/summary';
import type { Message } from '../../wire/index';

/** Under a chat's title: the message that was pinned last, which one click leads to, and the way to all of them. */
export function PinBar({ room, pins }: { room: RoomState; pins: readonly Message[] }) {
  const newest = pins[0];
  if (!newest) return null;
  const words = summaryOf(newest, t.chat.hidden);
  const count = t.pins.count({ n: pins.length });
  return (
    <section
      aria-label={t.pins.bar}
      data-testid="pin-bar"
      class="relative z-4 flex shrink-0 items-center gap-1 border-b border-line bg-surface safe-x low:hidden"
    >
      <button
        type="button"
        aria-label={t.pins.jump({ words })}
        onClick={() => {
          room.target.value = newest.seq;
        }}
        class="flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-xl text-start text-sm hover:underline short:min-h-9"
      >
        <Pin size="1rem" aria-hidden class="shrink-0 text-accent" />
        <span dir="auto" class="min-w-0 flex-1 truncate">
          {words}
        </span>
      </button>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={count}
        title={count}
        onClick={() => {
          overlay.value = { kind: 'pins', room: room.name };
        }}
        class="btn min-h-9 shrink-0 px-3 text-sm text-accent hover:bg-sunken"
      >
        {pins.length}
      </button>
    </section>
  );
}

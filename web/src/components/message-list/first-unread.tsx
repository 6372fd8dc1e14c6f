import { ArrowUp } from 'lucide-preact';
import type { RoomState } from '../../state/chats/room';
import { t } from '../../text/index';

/** The way to the first message that is new to the reader, where that is not among those shown. */
export function FirstUnread({ room }: { room: RoomState }) {
  const first = room.firstUnread.value;
  const shown = room.shown.value;
  const isHere = first !== null && first >= (shown[0]?.seq ?? 0) && first <= (shown.at(-1)?.seq ?? 0);
  if (first === null || isHere) return null;
  return (
    <button
      type="button"
      onClick={() => {
        room.target.value = first;
      }}
      class="btn absolute top-3 left-1/2 max-w-full low:top-1 -translate-x-1/2 animate-arrive border border-line bg-surface text-sm whitespace-nowrap shadow-card hover:bg-sunken"
    >
      <ArrowUp size="1rem" aria-hidden class="shrink-0" />
      <span class="truncate">{t.chat.firstUnread}</span>
    </button>
  );
}

import { CloudOff, RefreshCw } from 'lucide-preact';
import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import { t } from '../../text/index';

/** What keeps the chat from being live, over the messages; nothing while it is. Brief spells do not flash. */
export function ConnectionBanner({ chats, room }: { chats: Chats; room: RoomState }) {
  const words = wordsOf(chats, room);
  const Icon = chats.connection.offline.value ? CloudOff : RefreshCw;
  return (
    <div
      role="status"
      aria-label={t.connection.label}
      class="pointer-events-none absolute inset-x-0 top-2 z-10 grid px-4"
    >
      {words && (
        <p class="flex animate-late items-center gap-2 justify-self-center rounded-full bg-snow px-4 py-2 text-sm font-bold text-snow-ink shadow-card forced-colors:border">
          <Icon size="1rem" aria-hidden class="shrink-0" />
          {words}
        </p>
      )}
    </div>
  );
}

function wordsOf(chats: Chats, room: RoomState): string {
  if (chats.connection.offline.value) return t.connection.offline;
  if (chats.connection.reconnecting.value) return t.connection.reconnecting;
  return room.phase.value === 'catching-up' ? t.connection.catchingUp : '';
}

import { useEffect } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import { lazyComponent } from '../shell/lazy-component';

const PinBar = lazyComponent(async () => (await import('./pin-bar')).PinBar);

/** What is pinned in a chat. In one where nothing ever changed, nothing is, and nothing is asked. */
export function Pins({ room, chats }: { room: RoomState; chats: Chats }) {
  const changed = (room.chat.value?.last_rev ?? 0) > 0;
  useEffect(() => {
    if (changed) void chats.changes.followPins(room);
  }, [changed, room]);
  return room.pins.value?.length ? <PinBar room={room} pins={room.pins.value} /> : null;
}

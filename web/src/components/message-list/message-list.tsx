import { useRef } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import type { User } from '../../wire/index';
import { LiveRegion } from '../shell/live-region';
import { Log } from './log';

interface Props {
  room: RoomState;
  user: User;
  chats: Chats;
  /** How many messages were written here. */
  written: number;
}

/** A room's messages; new ones are read out politely. Those that a jump leads to take the place of those shown. */
export function MessageList({ room, user, chats, written }: Props) {
  const jumps = room.jumps.value;
  const begun = useRef(jumps);
  const seenTo = useRef(0);
  return (
    <div class="relative flex min-h-0 flex-1 flex-col">
      <Log key={jumps} {...{ room, user, chats, written, seenTo }} begins={jumps === begun.current} />
      <LiveRegion room={room} me={user.username} />
    </div>
  );
}

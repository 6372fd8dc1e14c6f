import { useState } from 'preact/hooks';
import type { RoomState } from '../../state/chats/room';
import type { Press } from '../../voice/press';

/** The voice message that is begun in a chat, or in a `thread` of it: it is there again for who comes back. */
export function useVoice({ recordings }: RoomState, thread = 0) {
  const [press, setPress] = useState(recordings.get(thread));
  return {
    press,
    /** A click that follows a press begins nothing new. */
    begin(begun: Press): void {
      if (recordings.has(thread)) return;
      recordings.set(thread, begun);
      setPress(begun);
    },
    end(): void {
      recordings.delete(thread);
      setPress(undefined);
    },
  };
}

import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import type { MessageListLine } from '../../state/chats/message-lines';
import type { Place, RoomState } from '../../state/chats/room';
import { notice } from '../../state/notices/notice';
import { t } from '../../text/index';
import { lightUp } from './light-up';

/** What stays visible above a message that was jumped to, in pixels. */
const CONTEXT = 64;

interface Options {
  room: RoomState;
  chats: Chats;
  lines: readonly MessageListLine[];
  box: RefObject<HTMLElement>;
  hold(place: Place): void;
}

/** Takes the reader to the message that they asked for; where it is not here, what is around it is loaded, and shown. */
export function useJump({ room, chats, lines, box, hold }: Options): void {
  const target = room.target.value;
  const jumping = room.jumping.value;
  const opening = room.phase.value === 'opening';

  useLayoutEffect(() => {
    if (target === null) {
      room.asked = null;
      return;
    }
    const pages = chats.client.room(room.name)?.pages;
    const end = (words = '') => {
      if (words) notice.value = words;
      room.target.value = null;
    };
    const arrive = (index: number) => {
      const line = lines[index];
      const exact = line?.kind === 'message' && line.seq === target;
      // The first unread message may be one that is no more: the next is as good.
      end(exact || target === room.firstUnread.value ? '' : t.pins.gone);
      if (!line) return;
      hold({ key: line.key, past: -CONTEXT });
      lightUp(box, index);
    };
    const index = opening ? -1 : lines.findIndex((line) => line.kind === 'message' && line.seq === target);
    if (index >= 0) return arrive(index);
    if (room.asked !== target) {
      room.asked = target;
      const before = room.jumps.value;
      pages?.jumpTo(target);
      if (opening || room.jumping.value === 'loading' || room.jumps.value !== before) return;
    }
    if (jumping === 'failed') {
      pages?.giveUp();
      end(t.chat.placeFailed);
    } else if (jumping === 'idle' && !opening) arrive(nearest(lines, target));
  }, [target, lines, jumping, opening]);
}

/** The first message behind a number, or the last of all. */
function nearest(lines: readonly MessageListLine[], target: number): number {
  const next = lines.findIndex((line) => line.kind === 'message' && line.seq > target);
  return next >= 0 ? next : lines.findLastIndex(({ kind }) => kind === 'message');
}

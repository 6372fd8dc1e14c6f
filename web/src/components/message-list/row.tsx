import type { MessageListLine } from '../../state/chats/message-lines';
import type { RoomState } from '../../state/chats/room';
import type { Outbox } from '../../sync/outbox/outbox';
import { DayLine, UnreadLine } from '../message/dividers';
import { Message } from '../message/message';
import { SeenBy } from '../message/seen-by';
import { SystemMessage } from '../message/system-message';

interface Props {
  line: MessageListLine;
  /** The Tab key stops here. */
  stop: boolean;
  room: RoomState;
  outbox: Outbox;
  /** Leads to a message that one quotes. */
  go?: ((seq: number) => void) | undefined;
}

/** One line of a conversation. */
export function Row({ line, stop, room, outbox, go }: Props) {
  switch (line.kind) {
    case 'message':
      return <Message line={line} outbox={outbox} stop={stop} opened={room.opened} go={go} />;
    case 'system':
      return <SystemMessage line={line} />;
    case 'seen':
      return (
        <SeenBy readers={line.readers} namesakes={room.namesakes.value} alone={room.chat.value?.kind === 'private'} />
      );
    case 'unread':
      return <UnreadLine />;
    case 'day':
      return <DayLine date={line.created} />;
  }
}

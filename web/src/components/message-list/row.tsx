import type { MessageLine, MessageListLine } from '../../state/chats/message-lines';
import type { RoomState } from '../../state/chats/room';
import { chats } from '../../state/index';
import type { Outbox } from '../../sync/outbox/outbox';
import { DayLine, UnreadLine } from '../message/dividers';
import { Message } from '../message/message';
import { SeenBy } from '../message/seen-by';
import { SystemMessage } from '../message/system-message';
import { lazyComponent } from '../shell/lazy-component';

const FoldedMessage = lazyComponent(async () => (await import('../community/folded-message')).FoldedMessage);

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
      if (isFolded(line, room))
        return <FoldedMessage line={line} show={() => room.opened.set(line.author.username, true)} />;
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

/** Whoever wrote it is blocked, and the reader has not asked to see what they said here. */
const isFolded = ({ author: { username } }: MessageLine, room: RoomState): boolean =>
  chats.value?.blocked.value.has(username) === true && !room.opened.has(username);

import { useMemo } from 'preact/hooks';
import { type MessageListLine, messageListLines } from '../../state/chats/message-lines';
import type { RoomState, SystemEvent } from '../../state/chats/room';
import type { Outgoing } from '../../sync/outbox/outbox-entry';
import { zone } from '../../text/time';
import type { User } from '../../wire/index';

/** In larger groups it is not told who has read how far. */
const TOLD_READERS = 20;

const NONE: readonly Outgoing[] = [];
const NO_EVENTS: readonly SystemEvent[] = [];

/** What a room's conversation is made of; the same lines until something of it changes. */
export function useLines(room: RoomState, user: User): MessageListLine[] {
  const [messages, changes, apart] = [room.shown.value, room.changes.value, room.apart.value];
  // What is on its way comes behind the newest messages.
  const unsent = apart ? NONE : room.unsent.value;
  const systemEvents = apart ? NO_EVENTS : room.systemEvents.value;
  const [members, readers, hasOlder] = [room.members.value, room.readers.value, room.hasOlder.value];
  const [count, namesakes] = [room.memberCount.value, room.namesakes.value];
  const [knownTo, unreadFrom] = [room.knownTo.value, room.unreadFrom.value];
  const days = zone.value;
  const opening = room.phase.value === 'opening';
  return useMemo(() => {
    const others = count <= TOLD_READERS && !apart ? members.filter(({ username }) => username !== user.username) : [];
    const contents = { messages, unsent, changes, systemEvents, others, readers, namesakes };
    return messageListLines({ ...contents, hasOlder: opening || hasOlder, knownTo, unreadFrom }, user);
  }, [
    messages,
    unsent,
    changes,
    systemEvents,
    members,
    count,
    apart,
    readers,
    namesakes,
    opening,
    hasOlder,
    knownTo,
    unreadFrom,
    days,
    user,
  ]);
}

import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import { type MessageListLine, messageListLines } from '../../state/chats/message-lines';
import type { RoomState } from '../../state/chats/room';
import type { Outbox } from '../../sync/outbox';
import { t } from '../../text/index';
import { zone } from '../../text/time';
import type { User } from '../../wire/index';
import { onSteps } from '../dialogs/arrow-keys';
import { EmptyState } from '../dialogs/empty-state';
import { useEscape } from '../dialogs/use-escape';
import { DayChip, DayLine, UnreadLine } from '../message/dividers';
import { Message } from '../message/message';
import { SeenBy } from '../message/seen-by';
import { SystemMessage } from '../message/system-message';
import { LiveRegion } from '../shell/live-region';
import { EmptyChat } from './empty-chat';
import { JumpToLatest } from './jump-to-latest';
import { MessageSkeleton } from './message-skeleton';
import { useCopy } from './use-copy';
import { ABOVE, useScrollPosition } from './use-scroll-position';

interface Props {
  room: RoomState;
  user: User;
  chats: Chats;
  /** How many messages were written here. */
  written: number;
}

/** In larger groups it is not told who has read how far. */
const TOLD_READERS = 20;

/** A room's messages, stored and unsent. Scrolling up loads older ones; new ones are read out politely. */
export function MessageList({ room, user, chats, written }: Props) {
  const messages = room.messages.value;
  const opening = room.phase.value === 'opening';
  const struggling = room.struggling.value;
  const lines = useLines(room, user);
  const loadOlder = () => void chats.client.room(room.name)?.loadOlder();
  const { box, list, look, atEnd, toEnd } = useScrollPosition({
    lines,
    opening,
    written,
    left: room.place,
    leave: (place) => {
      room.place = place;
    },
    reachTop: () => room.older.value === 'idle' && room.hasOlder.value && loadOlder(),
  });
  const seeing = atEnd === true && chats.attentive.value && room.phase.value === 'live';

  const seenTo = useRef(0);

  useEffect(() => {
    if (!seeing) return;
    chats.seen(room.name);
    seenTo.current = messages.at(-1)?.seq ?? 0;
  }, [seeing, messages]);

  useEscape(() => atEnd === false && toEnd());

  useCopy(box, lines);

  const last = lines.findLastIndex(({ kind }) => kind === 'message');
  const rows = list.getVirtualItems();
  const top = list.getVirtualItemForOffset(list.scrollOffset ?? 0);
  return (
    <div class="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        onScroll={look}
        onKeyDown={(event) => {
          // The browser glides there, to where the end was when it set out: heights are still being measured.
          if (event.key === 'Home') list.scrollToOffset(0);
          else if (event.key === 'End') toEnd();
          else if (!onSteps(event, event.currentTarget)) return;
          event.preventDefault();
        }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={t.chat.log}
        // What is scrolled to is no news: the announcer tells those.
        aria-live="off"
        aria-busy={opening}
        id="messages"
        class="relative flex-1 overflow-x-hidden overflow-y-auto overscroll-contain safe-x [overflow-anchor:none]"
      >
        <div class="mx-auto flex min-h-full max-w-4xl flex-col justify-end">
          {opening && !struggling && <MessageSkeleton />}
          {struggling && <Struggling retry={() => chats.client.room(room.name)?.hurry()} />}
          {!opening && lines.length === 0 && <EmptyChat room={room} me={user.username} />}
          {lines.length > 0 && (
            // Another element once the stored lines are there: one that grew upwards would count as a jump of all it holds.
            <div key={opening} class="relative shrink-0" style={{ height: `${list.getTotalSize()}px` }}>
              <div class="absolute inset-x-0 top-0 grid place-items-center" style={{ height: `${ABOVE}px` }}>
                {!opening && <Top room={room} retry={loadOlder} />}
              </div>
              <ol class="absolute inset-x-0 top-0" style={{ transform: `translateY(${rows[0]?.start ?? 0}px)` }}>
                {rows.map(({ key, index }) => (
                  <li key={key} data-index={index} ref={list.measureElement} class="flow-root">
                    <Row
                      line={lines[index] as MessageListLine}
                      stop={index === last}
                      room={room}
                      outbox={chats.client.outbox}
                    />
                  </li>
                ))}
              </ol>
            </div>
          )}
        </div>
      </div>
      <DayChip date={lines[top?.index ?? 0]?.created} visible={list.isScrolling && atEnd === false} />
      {atEnd === false && (
        <JumpToLatest
          messages={messages}
          since={seenTo.current || room.knownTo.value}
          me={user.username}
          toEnd={toEnd}
        />
      )}
      <LiveRegion room={room} me={user.username} />
    </div>
  );
}

/** The chat does not open: why is not known, but that it is being tried. */
function Struggling({ retry }: { retry: () => void }) {
  return (
    <EmptyState title={t.chat.strugglingTitle} words={t.chat.struggling}>
      <button type="button" class="btn btn-main" onClick={retry}>
        {t.access.again}
      </button>
    </EmptyState>
  );
}

function useLines(room: RoomState, user: User): MessageListLine[] {
  const [messages, unsent, systemEvents] = [room.messages.value, room.unsent.value, room.systemEvents.value];
  const [members, readers, hasOlder] = [room.members.value, room.readers.value, room.hasOlder.value];
  const [count, namesakes, knownTo] = [room.memberCount.value, room.namesakes.value, room.knownTo.value];
  const days = zone.value;
  const opening = room.phase.value === 'opening';
  return useMemo(() => {
    const others = count <= TOLD_READERS ? members.filter(({ username }) => username !== user.username) : [];
    const contents = { messages, unsent, systemEvents, others, readers, namesakes };
    return messageListLines({ ...contents, hasOlder: opening || hasOlder, knownTo }, user);
  }, [messages, unsent, systemEvents, members, count, readers, namesakes, opening, hasOlder, knownTo, days, user]);
}

function Row({ line, stop, room, outbox }: { line: MessageListLine; stop: boolean; room: RoomState; outbox: Outbox }) {
  switch (line.kind) {
    case 'message':
      return <Message line={line} outbox={outbox} stop={stop} opened={room.opened} />;
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

/** What stands above the oldest message. */
function Top({ room, retry }: { room: RoomState; retry: () => void }) {
  if (room.older.value === 'failed') {
    return (
      <p class="text-center text-sm">
        {t.chat.olderFailed}{' '}
        <button type="button" class="link min-h-6" onClick={retry}>
          {t.access.again}
        </button>
      </p>
    );
  }
  return <p class="text-center text-sm text-soft">{room.hasOlder.value ? t.chat.older : t.chat.start}</p>;
}

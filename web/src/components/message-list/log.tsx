import type { MutableRef } from 'preact/hooks';
import { useEffect, useState } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import type { MessageListLine } from '../../state/chats/message-lines';
import type { Place, RoomState } from '../../state/chats/room';
import { t } from '../../text/index';
import type { User } from '../../wire/index';
import { onSteps } from '../dialogs/arrow-keys';
import { useEscape } from '../dialogs/use-escape';
import { useMessageKeys } from '../gestures/use-message-keys';
import { useMessageMenu } from '../gestures/use-message-menu';
import { DayChip } from '../message/dividers';
import { useJump } from '../scrolling/use-jump';
import { ABOVE, BEYOND, useScrollPosition } from '../scrolling/use-scroll-position';
import { EmptyChat } from './empty-chat';
import { FirstUnread } from './first-unread';
import { Gap } from './gap';
import { JumpToLatest } from './jump-to-latest';
import { MessageSkeleton } from './message-skeleton';
import { Row } from './row';
import { Struggling } from './struggling';
import { useCopy } from './use-copy';
import { useLines } from './use-lines';

interface Props {
  room: RoomState;
  user: User;
  chats: Chats;
  /** How many messages were written here. */
  written: number;
  /** The reader has just come to the chat. */
  begins: boolean;
  /** The number up to which they have seen the newest messages. */
  seenTo: MutableRef<number>;
}

/** An unbroken run of a room's messages, and at its end those on their way. Scrolling loads more of it. */
export function Log({ room, user, chats, written, begins, seenTo }: Props) {
  const messages = room.messages.value;
  const apart = room.apart.value;
  const [jumps] = useState(room.jumps.value);
  const opening = room.phase.value === 'opening';
  const struggling = room.struggling.value;
  const lines = useLines(room, user);
  const [left] = useState(() => takePlace(room));
  const pages = () => chats.client.room(room.name)?.pages;
  const loadOlder = () => void pages()?.loadOlder();
  const loadNewer = () => void pages()?.loadNewer();
  const { box, list, look, atEnd, toEnd, hold } = useScrollPosition({
    lines,
    opening,
    live: room.phase.value === 'live',
    written,
    left,
    leave: (place) => {
      // A jump that takes these lines away leads to a place of its own.
      if (room.jumps.value === jumps) room.place = place;
    },
    begins,
    apart,
    reachTop: () => room.older.value === 'idle' && room.hasOlder.value && loadOlder(),
    reachBottom: () => room.newer.value === 'idle' && loadNewer(),
  });
  const seeing = atEnd === true && chats.attentive.value && room.phase.value === 'live';

  useEffect(() => {
    if (!seeing) return;
    chats.seen(room.name);
    seenTo.current = messages.at(-1)?.seq ?? 0;
  }, [seeing, messages]);

  const toLatest = () => (apart ? pages()?.latest() : toEnd());
  useEscape(() => atEnd === false && toLatest());

  useCopy(box, lines);
  useMessageMenu(box, lines);
  useMessageKeys(box, lines);
  useJump({ room, chats, lines, box, hold });

  const last = lines.findLastIndex(({ kind }) => kind === 'message');
  const rows = list.getVirtualItems();
  const top = list.getVirtualItemForOffset(list.scrollOffset ?? 0);
  return (
    <>
      <div
        ref={box}
        onScroll={look}
        onKeyDown={(event) => {
          // The browser glides there, to where the end was when it set out: heights are still being measured.
          if (event.key === 'Home') list.scrollToOffset(0);
          else if (event.key === 'End') toLatest();
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
              {apart && (
                <div class="absolute inset-x-0 bottom-0 flex justify-center pt-6" style={{ height: `${BEYOND}px` }}>
                  <Gap side="newer" state={room.newer.value} load={loadNewer} />
                </div>
              )}
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
          toEnd={toLatest}
        />
      )}
      <FirstUnread room={room} />
    </>
  );
}

/** What stands above the oldest message. */
function Top({ room, retry }: { room: RoomState; retry: () => void }) {
  if (room.hasOlder.value) return <Gap side="older" state={room.older.value} load={retry} />;
  return <p class="text-center text-sm text-soft">{t.chat.start}</p>;
}

/** Where the reader left the chat, which they come back to once. */
function takePlace(room: RoomState): Place | null {
  const { place } = room;
  room.place = null;
  return place;
}

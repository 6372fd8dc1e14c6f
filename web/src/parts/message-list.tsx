import { ArrowDown } from 'lucide-preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Chats } from '../state/chats';
import { type Line, linesOf } from '../state/lines';
import type { RoomState } from '../state/room';
import type { Outbox } from '../sync/outbox';
import { t } from '../text';
import { dayName } from '../text/time';
import type { User } from '../wire';
import { Empty } from './empty';
import { Message } from './message';
import { Seen } from './seen';
import { SystemMessage } from './system-message';
import { useScroll } from './use-scroll';

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
  const unsent = room.unsent.value;
  const opening = room.phase.value === 'opening';
  const loadOlder = () => void chats.client.room(room.name)?.loadOlder();
  const { box, onScroll, toEnd, atEnd } = useScroll({
    content: [
      ...[messages[0]?.seq, messages.at(-1)?.seq, room.happenings.value.length, room.readers.value],
      ...[room.members.value, unsent],
    ],
    top: messages[0]?.seq,
    written,
    reachTop: () => room.older.value === 'idle' && room.hasOlder.value && loadOlder(),
  });
  const lines = useLines(room, user);
  const seeing = atEnd && chats.attentive.value && room.phase.value === 'live';

  useEffect(() => {
    if (seeing) chats.seen(room.name);
  }, [seeing, messages]);

  return (
    <div class="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={t.chat.log}
        aria-live={room.older.value === 'loading' ? 'off' : 'polite'}
        aria-busy={opening}
        id="messages"
        class="relative flex-1 overflow-x-hidden overflow-y-auto overscroll-contain px-3 pb-3 [overflow-anchor:none] sm:px-6"
      >
        <div class="mx-auto flex min-h-full max-w-4xl flex-col justify-end">
          <Top room={room} retry={loadOlder} />
          {!opening && lines.length === 0 && <Empty title={t.chat.emptyTitle} words={t.chat.empty} />}
          <ol>
            {lines.map((line) => (
              <Row key={line.key} line={line} room={room} outbox={chats.client.outbox} />
            ))}
          </ol>
        </div>
      </div>
      {!atEnd && (
        <button
          type="button"
          onClick={toEnd}
          class="btn btn-quiet absolute bottom-3 left-1/2 -translate-x-1/2 border border-line text-sm shadow-card"
        >
          <ArrowDown size={16} aria-hidden /> {t.chat.latest}
        </button>
      )}
    </div>
  );
}

function useLines(room: RoomState, user: User): Line[] {
  const [messages, unsent, happenings] = [room.messages.value, room.unsent.value, room.happenings.value];
  const [members, readers] = [room.members.value, room.readers.value];
  return useMemo(() => {
    const others = members.length <= TOLD_READERS ? members.filter(({ username }) => username !== user.username) : [];
    return linesOf({ messages, unsent, happenings, others, readers }, user);
  }, [messages, unsent, happenings, members, readers, user]);
}

function Row({ line, room, outbox }: { line: Line; room: RoomState; outbox: Outbox }) {
  if (line.kind === 'message') return <Message line={line} outbox={outbox} />;
  if (line.kind === 'system') return <SystemMessage line={line} />;
  if (line.kind === 'seen') return <Seen readers={line.readers} alone={room.chat.value?.kind === 'private'} />;
  return <li class="mt-5 text-center text-sm font-bold text-soft">{dayName(line.date, new Date())}</li>;
}

/** What stands above the oldest message. */
function Top({ room, retry }: { room: RoomState; retry: () => void }) {
  if (room.phase.value === 'opening') return <Skeleton />;
  if (room.older.value === 'failed') {
    return (
      <p class="py-4 text-center text-sm">
        {t.chat.olderFailed}{' '}
        <button type="button" class="link min-h-6" onClick={retry}>
          {t.access.again}
        </button>
      </p>
    );
  }
  if (room.hasOlder.value) return <p class="py-4 text-center text-sm text-soft">{t.chat.older}</p>;
  return room.messages.value.length > 0 ? <p class="pt-8 text-center text-sm text-soft">{t.chat.start}</p> : null;
}

const WIDTHS = ['w-2/5', 'w-3/5', 'w-1/3', 'w-1/2'];

function Skeleton() {
  return (
    <div class="flex animate-late flex-col gap-4 pb-4">
      <span class="sr-only">{t.chat.loading}</span>
      {WIDTHS.map((width) => (
        <div key={width} aria-hidden class="flex gap-2">
          <span class="size-9 rounded-full bg-sunken" />
          <span class={`h-14 rounded-2xl bg-sunken ${width}`} />
        </div>
      ))}
    </div>
  );
}

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import type { Thread } from '../../state/threads/thread';
import { t } from '../../text/index';
import type { User } from '../../wire/index';
import { onSteps } from '../dialogs/arrow-keys';
import { useMessageKeys } from '../gestures/use-message-keys';
import { useMessageMenu } from '../gestures/use-message-menu';
import { Gap } from '../message-list/gap';
import { Row } from '../message-list/row';
import { lightUp } from '../scrolling/light-up';
import { useThreadLines } from './use-thread-lines';

/** This close to the end, in pixels, the reader counts as being at it, or as coming to what is not loaded. */
const NEAR = 60;

interface Props {
  room: RoomState;
  user: User;
  chats: Chats;
  thread: Thread;
  /** How many replies were written here. */
  written: number;
  beside: boolean;
}

/** A thread's first message and its replies, with those on their way. Scrolling down loads more. */
export function ThreadLog({ room, user, chats, thread, written, beside }: Props) {
  const [, navigate] = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(false);
  const lines = useThreadLines(room, thread, user, chats);
  const { loading, hasNewer, gone } = thread;
  const more = () => void thread.more();
  useMessageMenu(box, lines);
  useMessageKeys(box, lines);

  const look = () => {
    const element = box.current;
    if (!element) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    atEnd.current = left < NEAR;
    if (atEnd.current && hasNewer.value && loading.value === 'idle') more();
  };
  const toEnd = () => box.current?.scrollTo(0, box.current.scrollHeight);
  const began = useRef(written);
  useLayoutEffect(() => {
    if (atEnd.current || began.current !== written) toEnd();
    began.current = written;
  }, [lines, written]);

  // A link to a reply leads to it.
  const arrived = useRef(false);
  useEffect(() => {
    const index = lines.findIndex((line) => line.kind === 'message' && line.seq === thread.seq);
    if (arrived.current || index < 1) return;
    arrived.current = true;
    lead(thread.seq);
  }, [lines]);

  const lead = (seq: number) => {
    const index = lines.findIndex((line) => line.kind === 'message' && line.seq === seq);
    if (index >= 0) {
      box.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'center' });
      lightUp(box, index);
    } else if (beside) room.target.value = seq;
    else navigate(`/chat/${encodeURIComponent(room.name)}/${seq}`);
  };

  if (gone.value) return <p class="flex-1 p-6 text-center text-soft">{t.replies.gone}</p>;
  const last = lines.findLastIndex(({ kind }) => kind === 'message');
  const count = thread.replies.value.length;
  return (
    <div
      ref={box}
      onScroll={look}
      onKeyDown={(event) => {
        if (onSteps(event, event.currentTarget)) event.preventDefault();
      }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={t.replies.title}
      aria-live="off"
      aria-busy={loading.value === 'loading'}
      class="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain pb-3 safe-x"
    >
      <ol>
        {lines.map((line, index) => (
          <li key={line.key} data-index={index} class="flow-root">
            <Row line={line} stop={index === last} room={room} outbox={chats.client.outbox} go={lead} />
            {line.kind === 'message' && line.seq === thread.root.value?.seq && (
              <Divider words={count > 0 || hasNewer.value ? wordsFor(thread) : t.replies.none} />
            )}
          </li>
        ))}
      </ol>
      {(hasNewer.value || loading.value === 'failed') && (
        <div class="grid place-items-center pt-4">
          <Gap side="newer" state={loading.value} load={more} />
        </div>
      )}
    </div>
  );
}

/** How many replies there are, as far as that is known. */
function wordsFor({ replies, hasNewer, root }: Thread): string {
  const n = replies.value.length;
  return t.replies.count({ n: hasNewer.value ? Math.max(n, root.value?.replies?.count ?? 0) : n });
}

/** Between a thread's first message and its replies. */
function Divider({ words }: { words: string }) {
  return (
    <p data-testid="reply-count" class="flex items-center gap-3 pt-4 text-sm font-bold text-soft">
      {words}
      <span class="drawn h-px flex-1 bg-line" />
    </p>
  );
}

import { ArrowLeft, X } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { ChatComposer } from '../components/composer/chat-composer';
import { LiveRegion } from '../components/shell/live-region';
import { ThreadLog } from '../components/thread/thread-log';
import { api, files, site } from '../state';
import type { Chats } from '../state/chats/chats';
import type { RoomState } from '../state/chats/room';
import { world } from '../state/page/browser';
import { Thread } from '../state/threads/thread';
import { quoteOf } from '../sync/room/quotes';
import { t } from '../text';
import type { User } from '../wire';

interface Props {
  room: RoomState;
  /** Any of its messages. */
  seq: number;
  user: User;
  chats: Chats;
  /** The conversation stands beside it; else it has the page for itself. */
  beside: boolean;
}

/** A thread with a composer of its own. What is written there is said in the chat, and read with it. */
export function ThreadPanel({ room, seq, user, chats, beside }: Props) {
  const [, navigate] = useLocation();
  const [thread] = useState(() => threadOf(room, seq, chats));
  const [written, setWritten] = useState(0);
  const close = () => navigate(`/chat/${encodeURIComponent(room.name)}`);

  useEffect(() => {
    room.thread.value = thread;
    void thread.more();
    return () => {
      thread.stop();
      if (room.thread.value === thread) room.thread.value = null;
    };
  }, [thread]);

  // Where the first message was deleted, the last one is answered.
  const answered = [...thread.replies.value, thread.root.value].findLast((message) => message && !message.deleted);
  const quoted = thread.replying.value ?? (answered ? quoteOf(answered) : null);
  const wrote = () => {
    thread.replying.value = null;
    chats.spoke(room);
    setWritten(written + 1);
  };
  const send = (body: string) => {
    chats.client.outbox.send(room.name, body, quoted);
    wrote();
  };
  const attach = (chosen: File[]) => {
    files.value?.uploads.add(room.name, chosen, quoted);
    wrote();
  };
  return (
    <aside
      data-thread
      aria-label={t.replies.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
      class={`relative flex min-w-0 flex-col bg-paper ${beside ? 'w-96 shrink-0 border-s border-line' : 'flex-1'}`}
    >
      <Heading close={close} beside={beside} />
      <ThreadLog {...{ room, user, chats, thread, written, beside }} />
      {quoted && (
        <ChatComposer {...{ room, chats, send, thread, beside }} attach={site.uploads.value ? attach : undefined} />
      )}
      {!beside && <LiveRegion room={room} me={user.username} />}
    </aside>
  );
}

function threadOf(room: RoomState, seq: number, chats: Chats): Thread {
  return new Thread(chats.me, seq, (after, limit) => api.thread(room.name, seq, after, limit), world);
}

function Heading({ close, beside }: { close(): void; beside: boolean }) {
  const words = beside ? t.replies.close : t.replies.back;
  const Icon = beside ? X : ArrowLeft;
  const Title = beside ? 'h2' : 'h1';
  return (
    <header
      class={`flex min-h-14 shrink-0 items-center gap-2 border-b border-line safe-x low:min-h-9 ${beside ? 'flex-row-reverse' : ''}`}
    >
      <button type="button" aria-label={words} title={words} onClick={close} class="icon-btn">
        <Icon size="1.25rem" aria-hidden />
      </button>
      <Title class="min-w-0 flex-1 truncate text-lg font-extrabold">{t.replies.title}</Title>
    </header>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { Redirect, useSearch } from 'wouter-preact';
import { ChatComposer } from '../components/composer/chat-composer';
import { DropZone } from '../components/composer/drop-zone';
import { MessageList } from '../components/message-list/message-list';
import { Pins } from '../components/message-list/pins';
import { ConnectionBanner } from '../components/shell/connection-banner';
import { lazyComponent } from '../components/shell/lazy-component';
import { TitleBar } from '../components/shell/title-bar';
import { useMedia } from '../components/shell/use-media';
import { VerifyNotice } from '../components/shell/verify-notice';
import { files, site } from '../state';
import type { Chats } from '../state/chats/chats';
import type { RoomState } from '../state/chats/room';
import type { User } from '../wire';

const Invitation = lazyComponent(async () => (await import('./invitation')).Invitation);
const NotFound = lazyComponent(async () => (await import('./not-found')).NotFound);
const ThreadPanel = lazyComponent(async () => (await import('./thread-panel')).ThreadPanel);

/** Where there is room for a thread beside the conversation: from 1,100 pixels on, with letters of the usual size. */
const BESIDE = '(min-width: 68.75rem)';

interface Props {
  name: string;
  /** The message that a link led to. */
  seq?: number;
  /** The thread that is open beside it, by the number of any of its messages. */
  thread?: number;
  user: User;
  chats: Chats;
}

/** One chat; to somebody who is not in it, an invitation or a friendly word. */
export function ChatView({ name, seq, thread, user, chats }: Props) {
  const room = chats.room(name);
  const invite = new URLSearchParams(useSearch()).get('invite');
  const phase = room.phase.value;
  const wide = useMedia(BESIDE);

  useEffect(() => {
    chats.enter(name);
    return () => chats.leave(name);
  }, [chats, name]);
  useEffect(() => {
    if (seq) room.target.value = seq;
  }, [room, seq]);

  if (phase === 'gone' && (invite || room.goneWith.value === 403)) {
    return <Invitation name={name} invite={invite} user={user} chats={chats} />;
  }
  if (phase === 'gone') return <NotFound />;
  if (invite && phase !== 'opening') return <Redirect to={`/chat/${encodeURIComponent(name)}`} replace />;
  const panel = thread ? <ThreadPanel key={thread} seq={thread} {...{ room, user, chats, beside: wide }} /> : null;
  return (
    <main class="relative flex min-w-0 flex-1">
      {(wide || !panel) && (
        <div class="relative flex min-w-0 flex-1 flex-col">
          {!user.email_verified && <VerifyNotice />}
          <Conversation {...{ room, user, chats }} />
        </div>
      )}
      {panel}
    </main>
  );
}

function Conversation({ room, user, chats }: { room: RoomState; user: User; chats: Chats }) {
  const [written, setWritten] = useState(0);
  useEffect(() => void site.load(), []);
  /** What was written stands at the end: there the reader is from now on. */
  const wrote = () => {
    room.replying.value = null;
    chats.spoke(room);
    setWritten(written + 1);
  };
  const send = (body: string) => {
    chats.client.outbox.send(room.name, body, room.replying.value);
    wrote();
  };
  const attach = (chosen: File[]) => {
    files.value?.uploads.add(room.name, chosen, room.replying.value);
    wrote();
  };
  const attaching = site.uploads.value ? attach : undefined;
  return (
    <DropZone attach={attaching}>
      <TitleBar room={room} chats={chats} />
      <Pins room={room} chats={chats} />
      <div class="relative flex min-h-0 flex-1 flex-col">
        <ConnectionBanner chats={chats} room={room} />
        <MessageList room={room} user={user} chats={chats} written={written} />
      </div>
      <ChatComposer room={room} chats={chats} send={send} attach={attaching} />
    </DropZone>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { Redirect, useSearch } from 'wouter-preact';
import { Composer } from '../components/composer/composer';
import { DropZone } from '../components/composer/drop-zone';
import { UploadList } from '../components/composer/upload-list';
import { MessageList } from '../components/message-list/message-list';
import { ConnectionBanner } from '../components/shell/connection-banner';
import { TitleBar } from '../components/shell/title-bar';
import { VerifyNotice } from '../components/shell/verify-notice';
import { drafts, files, site } from '../state';
import type { Chats } from '../state/chats/chats';
import type { RoomState } from '../state/chats/room';
import type { User } from '../wire';
import { Invitation } from './invitation';
import { NotFound } from './not-found';

interface Props {
  name: string;
  user: User;
  chats: Chats;
}

/** One chat; to somebody who is not in it, an invitation or a friendly word. */
export function ChatView({ name, user, chats }: Props) {
  const room = chats.room(name);
  const invite = new URLSearchParams(useSearch()).get('invite');
  const phase = room.phase.value;

  useEffect(() => {
    chats.enter(name);
    return () => chats.leave(name);
  }, [chats, name]);

  if (phase === 'gone' && (invite || room.goneWith.value === 403)) {
    return <Invitation name={name} invite={invite} user={user} chats={chats} />;
  }
  if (phase === 'gone') return <NotFound />;
  if (invite && phase !== 'opening') return <Redirect to={`/chat/${encodeURIComponent(name)}`} replace />;
  return (
    <main class="relative flex min-w-0 flex-1 flex-col">
      {!user.email_verified && <VerifyNotice />}
      <Conversation {...{ room, user, chats }} />
    </main>
  );
}

function Conversation({ room, user, chats }: { room: RoomState; user: User; chats: Chats }) {
  const [written, setWritten] = useState(0);
  useEffect(() => void site.load(), []);
  const send = (body: string) => {
    room.knownTo.value = null;
    chats.client.outbox.send(room.name, body);
    setWritten(written + 1);
  };
  const attach = (chosen: File[]) => {
    files.value?.uploads.add(room.name, chosen);
    setWritten(written + 1);
  };
  const attaching = site.uploads.value ? attach : undefined;
  return (
    <DropZone attach={attaching}>
      <TitleBar room={room} me={chats.me} />
      <div class="relative flex min-h-0 flex-1 flex-col">
        <ConnectionBanner chats={chats} room={room} />
        <MessageList room={room} user={user} chats={chats} written={written} />
      </div>
      <Composer
        limit={site.messageLength.value}
        draft={drafts.value?.of(room.name) ?? ''}
        keep={(text) => drafts.value?.keep(room.name, text)}
        send={send}
        attach={attaching}
      >
        <UploadList room={room.name} />
      </Composer>
    </DropZone>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Banner } from '../parts/banner';
import { ChatList, titleOf } from '../parts/chat-list';
import { Composer } from '../parts/composer';
import { Empty } from '../parts/empty';
import { OnlineCount } from '../parts/header';
import { MessageList } from '../parts/message-list';
import { VerifyNotice } from '../parts/verify-notice';
import type { Chats } from '../state/chats';
import type { RoomState } from '../state/room';
import { t } from '../text';
import type { User } from '../wire';

interface Props {
  name: string;
  user: User;
  chats: Chats;
}

/** One chat, with the list of all beside it where there is room. */
export function ChatView({ name, user, chats }: Props) {
  const room = chats.room(name);

  useEffect(() => {
    chats.enter(name);
    return () => chats.leave(name);
  }, [chats, name]);

  return (
    <div class="flex min-h-0 flex-1">
      <aside class="hidden w-72 shrink-0 overflow-y-auto border-r border-line bg-surface p-3 wide:block">
        <h2 class="px-3 pt-1 pb-2 text-sm font-bold text-soft">{t.chats.label}</h2>
        <ChatList />
      </aside>
      <main class="relative flex min-w-0 flex-1 flex-col">
        {!user.email_verified && <VerifyNotice />}
        {room.phase.value === 'gone' ? <Gone room={room} /> : <Conversation key={name} {...{ room, user, chats }} />}
      </main>
    </div>
  );
}

function Conversation({ room, user, chats }: { room: RoomState; user: User; chats: Chats }) {
  const [written, setWritten] = useState(0);
  const send = (body: string) => {
    chats.client.outbox.send(room.name, body);
    setWritten(written + 1);
  };
  return (
    <>
      <TitleBar room={room} />
      <div class="relative flex min-h-0 flex-1 flex-col">
        <Banner chats={chats} room={room} />
        <MessageList room={room} user={user} chats={chats} written={written} />
      </div>
      <Composer send={send} />
    </>
  );
}

function TitleBar({ room }: { room: RoomState }) {
  const chat = room.chat.value;
  const online = room.online.value;
  return (
    <header class="flex min-h-13 shrink-0 items-center gap-3 border-b border-line px-4 sm:px-6">
      <h1 class="min-w-0 flex-1 truncate text-lg font-extrabold">
        {chat ? titleOf(chat) : <span aria-hidden class="inline-block h-5 w-32 animate-late rounded-full bg-sunken" />}
      </h1>
      {online !== null && <OnlineCount words={t.online.room(online)} testId="room-online" />}
    </header>
  );
}

function Gone({ room }: { room: RoomState }) {
  const words = room.goneWith.value === 403 ? t.chat.notMember : t.chat.gone;
  return (
    <Empty heading="h1" title={t.chat.goneTitle} words={words}>
      <Link href="/" class="btn btn-main">
        {t.chat.toPublic}
      </Link>
    </Empty>
  );
}

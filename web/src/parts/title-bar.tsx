import { LogOut, Settings, SlidersHorizontal, UsersRound } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { overlay } from '../state/overlay';
import type { RoomState } from '../state/room';
import { t } from '../text';
import { titleOf } from '../text/names';
import type { Chat } from '../wire';
import { Dropdown } from './dropdown';
import { InfoBar } from './info-bar';

/** The name of a chat, who is in it, and what can be done with it. */
export function TitleBar({ room, me }: { room: RoomState; me: string }) {
  const chat = room.chat.value;
  return (
    <header class="relative z-5 shrink-0 border-b border-line px-4 py-1.5 sm:px-6">
      <div class="flex min-h-11 items-center gap-x-3">
        <h1 class="min-w-0 flex-auto truncate text-lg font-extrabold">
          {chat ? (
            titleOf(chat)
          ) : (
            <span aria-hidden class="inline-block h-5 w-32 animate-late rounded-full bg-sunken" />
          )}
        </h1>
        {chat && chat.kind !== 'group' && <InfoBar room={room} chat={chat} />}
        {chat?.kind === 'group' && <GroupMenu chat={chat} me={me} />}
      </div>
      {chat?.kind === 'group' && <InfoBar room={room} chat={chat} />}
    </header>
  );
}

function GroupMenu({ chat, me }: { chat: Chat; me: string }) {
  const show = (kind: 'members' | 'leave', close: () => void) => () => {
    close();
    overlay.value = { kind, room: chat.name };
  };
  return (
    <Dropdown label={t.group.menu} face={<Settings size={20} aria-hidden class="text-soft" />}>
      {(close) => (
        <>
          <button type="button" class="menu-item" onClick={show('members', close)}>
            <UsersRound size={18} aria-hidden /> {t.group.members}
          </button>
          {chat.admin === me && (
            <Link href={`/chat/${encodeURIComponent(chat.name)}/edit`} class="menu-item" onClick={close}>
              <SlidersHorizontal size={18} aria-hidden /> {t.group.settings}
            </Link>
          )}
          <button type="button" class="menu-item" onClick={show('leave', close)}>
            <LogOut size={18} aria-hidden /> {t.group.leave}
          </button>
        </>
      )}
    </Dropdown>
  );
}

import { Search } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import { searchPath, WITHIN } from '../../state/page/search-path';
import { t } from '../../text/index';
import { titleOf } from '../../text/names';
import type { Member } from '../../wire/index';
import { ChatMenu } from '../chat-menu/chat-menu';
import { BotBadge } from '../members/bot-badge';
import { MemberLine } from '../members/member-line';
import { OnlineCount } from '../members/online-count';
import { Person } from '../members/person';
import { StatusDot } from '../members/status-dot';
import { typingWords } from '../members/typing-words';
import { lazyComponent } from './lazy-component';
import { useTitle } from './use-title';

const CallButtons = lazyComponent(async () => (await import('../calls/ways')).CallButtons);

/**
 * The name of a chat, who is there (of a private chat the other, of a group its members, of the public chat how many)
 * and what can be done with it.
 */
export function TitleBar({ room, chats }: { room: RoomState; chats: Chats }) {
  const chat = room.chat.value;
  useTitle(chat ? titleOf(chat, chats.namesakes.value) : '');
  return (
    <header class="relative z-5 shrink-0 border-b border-line py-1.5 safe-x short:py-0 short:phone:flex short:phone:items-center short:phone:gap-4">
      <div
        class={`flex min-h-11 min-w-0 items-center gap-3 low:me-24 low:min-h-9 ${chat?.kind === 'group' ? 'short:phone:max-w-1/2 low:phone:max-w-none' : ''}`}
      >
        {chat?.other ? (
          <OtherOne
            other={room.members.value.find(isNow(chat.other)) ?? chat.other}
            typing={typingWords(room, chats)}
          />
        ) : (
          <h1 dir="auto" class="min-w-0 flex-auto truncate text-lg font-extrabold">
            {chat ? (
              titleOf(chat)
            ) : (
              <>
                <span class="sr-only">{t.chat.loading}</span>
                <span aria-hidden class="inline-block h-5 w-32 animate-late rounded-full bg-sunken" />
              </>
            )}
          </h1>
        )}
        {chat?.kind === 'public' && <RoomOnline room={room} />}
        {chat && (
          <Link
            href={searchPath(room.name)}
            state={WITHIN}
            aria-label={t.search.find}
            title={t.search.find}
            aria-keyshortcuts="Control+F Meta+F"
            class="icon-btn"
          >
            <Search size="1.25rem" aria-hidden />
          </Link>
        )}
        {chat && chat.kind !== 'public' && !chat.other?.bot && <CallButtons chat={chat} />}
        {chat && <ChatMenu chat={chat} me={chats.me} />}
      </div>
      {chat?.kind === 'group' && (
        <div data-testid="info-bar" class="flex min-h-9 min-w-0 items-center gap-3 short:flex-1 low:hidden">
          <MemberLine room={room} chats={chats} />
          <RoomOnline room={room} />
        </div>
      )}
    </header>
  );
}

const isNow = (other: Member) => (member: Member) => member.username === other.username;

/** Of a private chat: whether the other one is here, and who they are, or that they are typing. */
function OtherOne({ other, typing }: { other: Member; typing: string | null }) {
  return (
    <div data-testid="info-bar" class="flex min-w-0 flex-auto items-center gap-2">
      <StatusDot status={other.status} />
      <h1 dir="auto" class="min-w-0 truncate text-lg font-extrabold">
        {other.display_name}
      </h1>
      <BotBadge of={other} />
      <Person
        person={other}
        class="min-h-9 min-w-0 truncate rounded-full text-sm font-semibold text-soft hover:underline"
      >
        {typing ? <span data-testid="typing">{typing}</span> : `@${other.username}`}
      </Person>
    </div>
  );
}

function RoomOnline({ room }: { room: RoomState }) {
  const online = room.online.value;
  // Whoever reads this has it open: the count may not have come round to that yet.
  return online === null ? null : (
    <OnlineCount words={t.online.room({ n: Math.max(1, online) })} testId="room-online" />
  );
}

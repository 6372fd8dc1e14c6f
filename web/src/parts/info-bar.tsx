import type { RoomState } from '../state/room';
import { t } from '../text';
import type { Chat, Member } from '../wire';
import { Dot } from './dot';
import { MemberLine } from './member-line';
import { OnlineCount } from './online-count';
import { Person } from './person';

/** Who is there: of a private chat the other, of a group its members, of the public chat how many. */
export function InfoBar({ room, chat }: { room: RoomState; chat: Chat }) {
  const online = room.online.value;
  const members = room.members.value;
  if (chat.other) return <OtherOne other={members.find(isNow(chat.other)) ?? chat.other} />;
  const count = online !== null && <OnlineCount words={t.online.room(online)} testId="room-online" />;
  if (chat.kind === 'public') return count || null;
  return (
    <div data-testid="info-bar" class="flex min-h-9 items-center gap-3">
      <MemberLine room={chat.name} members={members} />
      {count}
    </div>
  );
}

const isNow = (other: Member) => (member: Member) => member.username === other.username;

function OtherOne({ other }: { other: Member }) {
  return (
    <p data-testid="info-bar" class="flex min-w-0 shrink items-center gap-1.5 text-sm font-semibold text-soft">
      <Dot status={other.status} />
      <Person person={other} class="min-h-9 truncate rounded-full hover:underline">
        <span class="sr-only">{other.display_name} </span>@{other.username}
      </Person>
    </p>
  );
}

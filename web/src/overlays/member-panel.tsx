import { onArrows } from '../parts/arrows';
import { Dialog } from '../parts/dialog';
import { MemberRow } from '../parts/member-row';
import type { RoomState } from '../state/room';
import { t } from '../text';

interface Props {
  room: RoomState;
  me: string;
  close(): void;
}

/** All members of a group; each leads to their profile. */
export function MemberPanel({ room, me, close }: Props) {
  const members = room.members.value;
  return (
    <Dialog title={t.group.memberCount({ n: members.length })} close={close}>
      <ul
        onKeyDown={(event) => onArrows(event, event.currentTarget)}
        aria-label={t.group.members}
        class="flex flex-col"
      >
        {members.map((member) => (
          <MemberRow key={member.username} member={member} me={me} admin={room.chat.value?.admin ?? null} />
        ))}
      </ul>
    </Dialog>
  );
}

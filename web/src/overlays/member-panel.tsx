import { Dialog } from '../parts/dialog';
import { MemberList } from '../parts/member-list';
import type { RoomState } from '../state/room';
import { t } from '../text';

interface Props {
  room: RoomState;
  me: string;
  close(): void;
}

/** All members of a group; each leads to their profile. */
export function MemberPanel({ room, me, close }: Props) {
  return (
    <Dialog title={t.group.memberCount({ n: room.memberCount.value })} close={close}>
      <MemberList roster={room.roster} me={me} admin={room.chat.value?.admin ?? null} />
    </Dialog>
  );
}

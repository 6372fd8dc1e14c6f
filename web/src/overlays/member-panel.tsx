import { Dialog } from '../components/dialogs/dialog';
import { MemberList } from '../components/members/member-list';
import type { RoomState } from '../state/chats/room';
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
      <MemberList pages={room.memberPages} me={me} admin={room.chat.value?.admin ?? null} />
    </Dialog>
  );
}

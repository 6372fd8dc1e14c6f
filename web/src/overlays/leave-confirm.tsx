import { Confirm } from '../components/dialogs/confirm';
import type { Chats } from '../state/chats/chats';
import type { RoomState } from '../state/chats/room';
import { groupsApi } from '../state/groups-api';
import { groupsText } from '../text/groups';

interface Props {
  room: RoomState;
  chats: Chats;
  close(): void;
}

/** Asks before the user leaves a group, and says what becomes of it. */
export function LeaveConfirm({ room, chats, close }: Props) {
  const chat = room.chat.value;
  if (!chat) return null;
  const leave = async () => {
    await groupsApi.leaveGroup(chat.name);
    close();
    chats.lose(chat.name, 'left', chats.me);
  };
  const last = room.memberCount.value === 1;
  const words = last
    ? groupsText.leave.last
    : [groupsText.leave.words, chat.admin === chats.me && groupsText.leave.admin].filter(Boolean).join(' ');
  return (
    <Confirm
      title={groupsText.leave.title({ group: chat.title })}
      words={words}
      submit={groupsText.leave.submit}
      act={leave}
      close={close}
    />
  );
}

import { Confirm } from '../components/dialogs/confirm';
import type { Chats } from '../state/chats/chats';
import { t } from '../text';

interface Props {
  room: string;
  seq: number;
  chats: Chats;
  close(): void;
}

/** Asks, once, before a message is deleted: there is no way back. */
export function DeleteMessage({ room, seq, chats, close }: Props) {
  const remove = async () => {
    await chats.changes.load();
    close();
    await chats.changes.remove(room, seq);
  };
  return (
    <Confirm
      title={t.actions.removeTitle}
      words={t.actions.removeWords}
      submit={t.actions.remove}
      act={remove}
      close={close}
    />
  );
}

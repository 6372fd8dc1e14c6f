import { Confirm } from '../components/dialogs/confirm';
import { session } from '../state';
import type { Chats } from '../state/chats/chats';
import { communityOf } from '../state/community/community';
import { notice } from '../state/notices/notice';
import { communityText } from '../text/community';
import type { Author } from '../wire';

interface Props {
  person: Author;
  chats: Chats;
  close(): void;
}

/** Asks before somebody is blocked, and says what that means. */
export function BlockConfirm({ person: { username, display_name: name }, chats, close }: Props) {
  const block = async () => {
    await communityOf(chats, session).blocks.block(username);
    close();
    notice.value = communityText.block.done({ name });
  };
  return (
    <Confirm
      title={communityText.block.title({ name })}
      words={communityText.block.words}
      submit={communityText.block.action}
      act={block}
      close={close}
    />
  );
}

import { useState } from 'preact/hooks';
import { Confirm } from '../../components/dialogs/confirm';
import { Section } from '../../components/shell/page';
import type { Chats } from '../../state/chats/chats';
import { groupsApi } from '../../state/groups-api';
import { groupText } from '../../text/group-settings';
import type { Chat } from '../../wire';

/** Deletes a group with everything in it. */
export function GroupDeletion({ chat, chats }: { chat: Chat; chats: Chats }) {
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await groupsApi.deleteGroup(chat.name);
    chats.lose(chat.name, 'deleted', chats.me);
  };
  return (
    <Section title={groupText.settings.danger} tone="danger">
      <p class="text-soft">{groupText.settings.dangerWords}</p>
      <button type="button" class="btn btn-danger self-start" onClick={() => setAsking(true)}>
        {groupText.settings.delete}
      </button>
      {asking && (
        <Confirm
          title={groupText.settings.deleteTitle({ group: chat.title })}
          words={groupText.settings.dangerWords}
          submit={groupText.settings.deleteSubmit}
          act={remove}
          close={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

import { useState } from 'preact/hooks';
import { Confirm } from '../../components/dialogs/confirm';
import { Section } from '../../components/shell/page';
import { api } from '../../state';
import type { Chats } from '../../state/chats/chats';
import { t } from '../../text';
import type { Chat } from '../../wire';

/** Deletes a group with everything in it. */
export function GroupDeletion({ chat, chats }: { chat: Chat; chats: Chats }) {
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await api.deleteGroup(chat.name);
    chats.lose(chat.name, 'deleted', chats.me);
  };
  return (
    <Section title={t.settings.danger} tone="danger">
      <p class="text-soft">{t.settings.dangerWords}</p>
      <button type="button" class="btn btn-danger self-start" onClick={() => setAsking(true)}>
        {t.settings.delete}
      </button>
      {asking && (
        <Confirm
          title={t.settings.deleteTitle({ group: chat.title })}
          words={t.settings.dangerWords}
          submit={t.settings.deleteSubmit}
          act={remove}
          close={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

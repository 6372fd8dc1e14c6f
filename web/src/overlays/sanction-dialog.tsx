import { useState } from 'preact/hooks';
import { Dialog } from '../components/dialogs/dialog';
import { Choice } from '../components/forms/choice';
import { Form } from '../components/forms/form';
import { TextArea } from '../components/forms/text-area';
import { DAY, spanOptions } from '../components/moderation/spans';
import { moderationApi } from '../state/moderation/api';
import { notice } from '../state/notices/notice';
import { moderationText } from '../text/moderation';

interface Props {
  sanction: 'mute' | 'ban';
  username: string;
  close(): void;
}

/** Mutes or bans somebody: for how long, and why. */
export function SanctionDialog({ sanction, username, close }: Props) {
  const words = moderationText.sanction;
  const ban = sanction === 'ban';
  const [minutes, setMinutes] = useState(String(ban ? 0 : DAY));
  const title = ban ? words.banTitle({ username }) : words.muteTitle({ username });
  const check = ({ statement = '' }): Record<string, string> =>
    statement.trim() ? {} : { statement: words.noStatement };
  const send = async ({ statement = '' }) => {
    const [span, why] = [Number(minutes), statement.trim()];
    if (ban) await moderationApi.ban(username, span || null, why);
    else await moderationApi.mute(username, span, why);
    close();
    notice.value = ban ? words.banned({ username }) : words.muted({ username });
  };
  return (
    <Dialog title={title} close={close}>
      <Form label={title} submit={ban ? words.banSubmit : words.muteSubmit} tone="danger" check={check} send={send}>
        <Choice label={words.lasts} options={spanOptions(ban)} value={minutes} choose={setMinutes} />
        <TextArea name="statement" label={words.statement} hint={words.statementHint} rows={4} maxLength={2_000} />
      </Form>
    </Dialog>
  );
}

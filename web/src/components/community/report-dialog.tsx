import { useState } from 'preact/hooks';
import { notice } from '../../state/notices/notice';
import { communityText } from '../../text/community/index';
import type { Reason } from '../../wire/index';
import { Dialog } from '../dialogs/dialog';
import { Form } from '../forms/form';
import { TextArea } from '../forms/text-area';
import { ReasonChoice } from './reason-choice';

interface Props {
  title: string;
  /** Who gets what. */
  words: string;
  /** It cannot be told without words. */
  needsText?: boolean;
  send(reason: Reason, text: string): Promise<void>;
  close(): void;
}

/** Tells the moderators what is wrong. */
export function ReportDialog({ title, words, needsText = false, send, close }: Props) {
  const [reason, setReason] = useState<Reason>('spam');
  const check = ({ text = '' }): Record<string, string> =>
    needsText && !text.trim() ? { text: communityText.rules.noText } : {};
  const submit = async ({ text = '' }) => {
    await send(reason, text.trim());
    close();
    notice.value = communityText.report.sent;
  };
  return (
    <Dialog title={title} close={close}>
      <p class="text-soft">{words}</p>
      <Form label={title} submit={communityText.report.submit} check={check} send={submit}>
        <ReasonChoice value={reason} choose={setReason} />
        <TextArea
          name="text"
          label={communityText.report.text}
          {...(!needsText && { hint: communityText.report.optional })}
          rows={3}
          maxLength={2_000}
        />
      </Form>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { ReasonChoice } from '../../components/community/reason-choice';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { TextArea } from '../../components/forms/text-area';
import { Section } from '../../components/shell/page';
import { communityApi } from '../../state/community/api';
import { communityText } from '../../text/community';
import type { Reason } from '../../wire';

/** Tells those who look after the site of anything on it; `?url=` says where it is. */
export function OpenReportForm() {
  const words = communityText.rules;
  const url = new URLSearchParams(useSearch()).get('url') ?? '';
  const [reason, setReason] = useState<Reason>('spam');
  const [receipt, setReceipt] = useState('');
  const check = ({ url: place = '', text = '' }) => ({
    ...(!place.trim() && { url: words.noUrl }),
    ...(!text.trim() && { text: words.noText }),
  });
  const send = async (values: Record<string, string>) => {
    const { url: place = '', text = '', name = '', email = '' } = values;
    const from = { ...(name.trim() && { name: name.trim() }), ...(email.trim() && { email: email.trim() }) };
    setReceipt(await communityApi.openReport({ url: place.trim(), reason, text: text.trim(), ...from }));
  };
  return (
    <Section title={words.report}>
      {receipt ? (
        <>
          <p role="status" class="font-semibold text-good wrap-anywhere">
            {words.sent({ id: receipt })}
          </p>
          <button type="button" class="btn btn-quiet self-start" onClick={() => setReceipt('')}>
            {words.another}
          </button>
        </>
      ) : (
        <>
          <p class="-mt-2 text-soft">{words.reportWords}</p>
          <Form label={words.report} submit={words.submit} check={check} send={send}>
            <Field
              name="url"
              label={words.url}
              hint={words.urlHint}
              defaultValue={url}
              inputmode="url"
              maxLength={2_048}
            />
            <ReasonChoice value={reason} choose={setReason} />
            <TextArea name="text" label={words.text} rows={5} maxLength={5_000} />
            <Field name="name" label={words.name} hint={communityText.report.optional} autocomplete="name" />
            <Field name="email" label={words.email} hint={words.emailHint} type="email" autocomplete="email" />
          </Form>
        </>
      )}
    </Section>
  );
}

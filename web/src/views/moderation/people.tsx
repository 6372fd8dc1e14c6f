import { useState } from 'preact/hooks';
import { CopyField } from '../../components/forms/copy-field';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkAll } from '../../components/forms/validation';
import { Section } from '../../components/shell/page';
import { moderationApi } from '../../state/moderation/api';
import { overlay } from '../../state/page/overlay';
import { moderationText } from '../../text/moderation';
import { numberFault } from './number-fault';

const MOST = { uses: 1_000, days: 365 };

/** Finds somebody, for whatever can be done about them, and invites people. */
export function People() {
  return (
    <>
      <Finding />
      <Invitations />
    </>
  );
}

function Finding() {
  const words = moderationText.people;
  const open = async ({ username = '' }) => {
    const name = username.trim().replace(/^@/, '').toLowerCase();
    overlay.value = { kind: 'profile', person: { username: name, display_name: name, avatar_url: null, bot: false } };
  };
  return (
    <Section title={words.find}>
      <Form label={words.find} submit={words.open} check={checkAll} send={open}>
        <Field name="username" label={words.username} autocomplete="off" autocapitalize="none" spellcheck={false} />
      </Form>
    </Section>
  );
}

function Invitations() {
  const words = moderationText.people;
  const [url, setUrl] = useState('');
  const check = ({ uses = '', days = '' }) => ({
    ...numberFault('uses', uses, 1, MOST.uses),
    ...numberFault('days', days, 1, MOST.days),
  });
  const make = async ({ uses, days }: Record<string, string>) => {
    setUrl((await moderationApi.invite(Number(uses), Number(days))).url);
  };
  return (
    <Section title={words.invite}>
      <p class="-mt-2 text-soft">{words.inviteWords}</p>
      <Form label={words.invite} submit={words.make} check={check} send={make}>
        <Field name="uses" label={words.uses} inputmode="numeric" defaultValue="1" autocomplete="off" />
        <Field name="days" label={words.days} inputmode="numeric" defaultValue="7" autocomplete="off" />
      </Form>
      {url && <CopyField label={words.address} hint={words.addressHint} value={url} />}
    </Section>
  );
}

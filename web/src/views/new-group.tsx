import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { Switch } from '../components/forms/switch';
import { checkAll } from '../components/forms/validation';
import { Page, Section } from '../components/shell/page';
import { api } from '../state';
import { verifyFirst } from '../state/account/return-path';
import type { Chats } from '../state/chats/chats';
import { t } from '../text';
import type { User } from '../wire';

/** Makes a group, with the user as its admin. */
export function NewGroupView({ user, chats }: { user: User; chats: Chats }) {
  return (
    <Page title={t.newGroup.title}>
      <Section>{user.email_verified ? <NewGroup chats={chats} /> : <VerifyFirst />}</Section>
    </Page>
  );
}

function VerifyFirst() {
  return (
    <>
      <p>{t.verify.first}</p>
      <Link href={verifyFirst('/chat/new')} class="btn btn-main self-start">
        {t.verify.action}
      </Link>
    </>
  );
}

function NewGroup({ chats }: { chats: Chats }) {
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const create = async ({ groupchat_name = '' }) => {
    const chat = await api.newGroup({ groupchat_name: groupchat_name.trim(), open });
    chats.renew(chat);
    navigate(`/chat/${encodeURIComponent(chat.name)}`);
  };
  return (
    <>
      <p class="text-soft">{t.newGroup.intro}</p>
      <Form label={t.newGroup.title} submit={t.newGroup.submit} check={checkAll} send={create}>
        <Field name="groupchat_name" label={t.fields.groupName} hint={t.fields.groupNameHint} autocomplete="off" />
        <Switch label={t.newGroup.open} hint={t.newGroup.openHint} on={open} change={setOpen} />
      </Form>
    </>
  );
}

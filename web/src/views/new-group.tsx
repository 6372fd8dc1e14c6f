import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { checkAll } from '../parts/checks';
import { Field } from '../parts/field';
import { Form } from '../parts/form';
import { Page, Section } from '../parts/page';
import { Switch } from '../parts/switch';
import { api } from '../state';
import type { Chats } from '../state/chats';
import { verifyFirst } from '../state/paths';
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

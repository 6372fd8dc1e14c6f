import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { Switch } from '../components/forms/switch';
import { checkAll } from '../components/forms/validation';
import { Page, Section } from '../components/shell/page';
import { verifyFirst } from '../state/account/return-path';
import type { Chats } from '../state/chats/chats';
import { groupsApi } from '../state/groups-api';
import { t } from '../text';
import { entryText } from '../text/entry';
import { formText } from '../text/forms';
import { groupsText } from '../text/groups';
import type { User } from '../wire';

/** Makes a group, with the user as its admin. */
export function NewGroupView({ user, chats }: { user: User; chats: Chats }) {
  return (
    <Page title={groupsText.newGroup.title}>
      <Section>{user.email_verified ? <NewGroup chats={chats} /> : <VerifyFirst />}</Section>
    </Page>
  );
}

function VerifyFirst() {
  return (
    <>
      <p>{entryText.verify.first}</p>
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
    const chat = await groupsApi.newGroup({ groupchat_name: groupchat_name.trim(), open });
    chats.renew(chat);
    navigate(`/chat/${encodeURIComponent(chat.name)}`);
  };
  return (
    <>
      <p class="text-soft">{groupsText.newGroup.intro}</p>
      <Form label={groupsText.newGroup.title} submit={groupsText.newGroup.submit} check={checkAll} send={create}>
        <Field
          name="groupchat_name"
          label={formText.fields.groupName}
          hint={formText.fields.groupNameHint}
          autocomplete="off"
        />
        <Switch label={groupsText.newGroup.open} hint={groupsText.newGroup.openHint} on={open} change={setOpen} />
      </Form>
    </>
  );
}

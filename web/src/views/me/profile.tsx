import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkAll } from '../../components/forms/validation';
import { Avatar } from '../../components/members/avatar';
import { account, api } from '../../state';
import { t } from '../../text';
import { formText } from '../../text/forms';
import { settingsText } from '../../text/user-settings';
import type { User } from '../../wire';
import { OwnPicture } from './picture';

/** What others see of the user, and the address that only they see. */
export function Profile({ user }: { user: User }) {
  const [saved, setSaved] = useState(false);

  const save = async ({ display_name = '' }) => {
    setSaved(false);
    account.update(await api.saveProfile({ display_name: display_name.trim() }));
    setSaved(true);
  };

  return (
    <>
      <div class="flex items-center gap-4">
        <Avatar name={user.display_name} url={user.avatar_url} size="large" />
        <dl class="min-w-0">
          <dt class="sr-only">{settingsText.profile.username}</dt>
          <dd class="font-bold">@{user.username}</dd>
          <dt class="sr-only">{settingsText.profile.email}</dt>
          <dd class="text-sm wrap-anywhere text-soft">
            {user.email} <Verified user={user} />
          </dd>
        </dl>
      </div>
      <OwnPicture user={user} />
      <Form label={settingsText.profile.title} submit={settingsText.profile.submit} check={checkAll} send={save}>
        <Field
          name="display_name"
          label={formText.fields.displayName}
          hint={formText.fields.displayNameHint}
          defaultValue={user.display_name}
          autocomplete="nickname"
        />
        <p role="status" class="font-semibold text-good empty:hidden">
          {saved && settingsText.profile.saved}
        </p>
      </Form>
    </>
  );
}

function Verified({ user }: { user: User }) {
  if (user.email_verified) return <span class="font-bold text-good">{settingsText.profile.verified}</span>;
  return (
    <>
      <span>({settingsText.profile.unverified})</span>{' '}
      <Link href="/verify" class="link">
        {t.verify.action}
      </Link>
    </>
  );
}

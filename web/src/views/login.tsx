import { useState } from 'preact/hooks';
import { Link, useSearch } from 'wouter-preact';
import { useHistoryState } from 'wouter-preact/use-browser-location';
import { ApiError } from '../api/errors';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkFilled } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { lazyComponent } from '../components/shell/lazy-component';
import { account, publicApi } from '../state';
import { entryText } from '../text/entry';
import { formText } from '../text/forms';

const BanNotice = lazyComponent(async () => (await import('../components/community/ban-notice')).BanNotice);

export function LoginView() {
  const search = useSearch();
  const claimed = useHistoryState<{ username?: string } | null>()?.username ?? '';
  const [refused, setRefused] = useState(account.ban.value);
  const login = async ({ username = '', password = '' }) => {
    setRefused(null);
    try {
      await publicApi.login(username.trim(), password);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'banned' && error.sanction)) throw error;
      setRefused(error.sanction);
    }
  };
  return (
    <Card title={entryText.login.title}>
      {refused && <BanNotice ban={refused} />}
      {account.ended.value && !refused && (
        <p role="status" class="rounded-2xl bg-sunken px-4 py-3 font-semibold">
          {entryText.login.ended}
        </p>
      )}
      <Form label={entryText.login.title} submit={entryText.login.submit} check={checkFilled} send={login}>
        <Field
          name="username"
          defaultValue={claimed}
          label={formText.fields.username}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
        <Field name="password" label={formText.fields.password} type="password" autocomplete="current-password" />
      </Form>
      <p class="flex flex-wrap justify-between gap-x-4 gap-y-2">
        <span>
          {entryText.login.toSignup}{' '}
          <Link href={`/signup${search && `?${search}`}`} class="link">
            {entryText.login.signup}
          </Link>
        </span>
        <Link href="/forgot" class="link">
          {entryText.login.forgot}
        </Link>
        <Link href="/rules" class="link">
          {entryText.rules}
        </Link>
      </p>
      <p class="text-sm text-soft">
        {entryText.login.toClaim}{' '}
        <Link href="/claim" class="link">
          {entryText.login.claim}
        </Link>
      </p>
    </Card>
  );
}

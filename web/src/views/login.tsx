import { Link, useSearch } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkFilled } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { account, publicApi } from '../state';
import { t } from '../text';

export function LoginView() {
  const search = useSearch();
  return (
    <Card title={t.login.title}>
      {account.ended.value && (
        <p role="status" class="rounded-2xl bg-sunken px-4 py-3 font-semibold">
          {t.login.ended}
        </p>
      )}
      <Form
        label={t.login.title}
        submit={t.login.submit}
        check={checkFilled}
        send={({ username = '', password = '' }) => publicApi.login(username.trim(), password)}
      >
        <Field
          name="username"
          label={t.fields.username}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
        <Field name="password" label={t.fields.password} type="password" autocomplete="current-password" />
      </Form>
      <p class="flex flex-wrap justify-between gap-x-4 gap-y-2">
        <span>
          {t.login.toSignup}{' '}
          <Link href={`/signup${search && `?${search}`}`} class="link">
            {t.login.signup}
          </Link>
        </span>
        <Link href="/forgot" class="link">
          {t.login.forgot}
        </Link>
      </p>
    </Card>
  );
}

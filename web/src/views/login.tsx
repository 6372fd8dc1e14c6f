import { Link, useSearch } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkFilled } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { account, publicApi } from '../state';
import { entryText } from '../text/entry';
import { formText } from '../text/forms';

export function LoginView() {
  const search = useSearch();
  return (
    <Card title={entryText.login.title}>
      {account.ended.value && (
        <p role="status" class="rounded-2xl bg-sunken px-4 py-3 font-semibold">
          {entryText.login.ended}
        </p>
      )}
      <Form
        label={entryText.login.title}
        submit={entryText.login.submit}
        check={checkFilled}
        send={({ username = '', password = '' }) => publicApi.login(username.trim(), password)}
      >
        <Field
          name="username"
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
      </p>
    </Card>
  );
}

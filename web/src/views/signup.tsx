import { Link, useSearch } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkAll } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { publicApi } from '../state';
import { t } from '../text';

export function SignupView() {
  const search = useSearch();
  return (
    <Card title={t.signup.title}>
      <Form
        label={t.signup.title}
        submit={t.signup.submit}
        check={checkAll}
        send={({ username = '', email = '', password = '' }) =>
          publicApi.signUp({ username: username.trim(), email: email.trim(), password })
        }
      >
        <Field
          name="username"
          label={t.fields.username}
          hint={t.fields.usernameHint}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
        <Field name="email" label={t.fields.email} type="email" autocomplete="email" />
        <Field
          name="password"
          label={t.fields.password}
          hint={t.fields.passwordHint}
          type="password"
          autocomplete="new-password"
        />
      </Form>
      <p>
        {t.signup.toLogin}{' '}
        <Link href={`/login${search && `?${search}`}`} class="link">
          {t.signup.login}
        </Link>
      </p>
    </Card>
  );
}

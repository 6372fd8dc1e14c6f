import { Link, useSearch } from 'wouter-preact';
import { Card } from '../parts/card';
import { checkAll } from '../parts/checks';
import { Field } from '../parts/field';
import { Form } from '../parts/form';
import { door } from '../state';
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
          door.signUp({ username: username.trim(), email: email.trim(), password })
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

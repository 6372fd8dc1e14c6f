import { Link, useSearch } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkAll } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { publicApi } from '../state';
import { entryText } from '../text/entry';
import { formText } from '../text/forms';

export function SignupView() {
  const search = useSearch();
  return (
    <Card title={entryText.signup.title}>
      <Form
        label={entryText.signup.title}
        submit={entryText.signup.submit}
        check={checkAll}
        send={({ username = '', email = '', password = '' }) =>
          publicApi.signUp({ username: username.trim(), email: email.trim(), password })
        }
      >
        <Field
          name="username"
          label={formText.fields.username}
          hint={formText.fields.usernameHint}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
        <Field name="email" label={formText.fields.email} type="email" autocomplete="email" />
        <Field
          name="password"
          label={formText.fields.password}
          hint={formText.fields.passwordHint}
          type="password"
          autocomplete="new-password"
        />
      </Form>
      <p>
        {entryText.signup.toLogin}{' '}
        <Link href={`/login${search && `?${search}`}`} class="link">
          {entryText.signup.login}
        </Link>
      </p>
    </Card>
  );
}

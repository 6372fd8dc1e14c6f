import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkAll, checkFilled } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { publicApi } from '../state';
import { entryText } from '../text/entry';
import { formText } from '../text/forms';

/** First the username, then the code that was mailed and a new password. */
export function ForgotView() {
  const [username, setUsername] = useState('');
  const [done, setDone] = useState(false);
  return (
    <Card title={username && !done ? entryText.forgot.codeTitle : entryText.forgot.title}>
      {done ? (
        <p role="status">{entryText.forgot.done}</p>
      ) : username ? (
        <Reset username={username} done={() => setDone(true)} />
      ) : (
        <RequestCode requested={setUsername} />
      )}
      <p>
        <Link href="/login" class="link">
          {entryText.forgot.back}
        </Link>
      </p>
    </Card>
  );
}

function RequestCode({ requested }: { requested(username: string): void }) {
  const send = async ({ username = '' }) => {
    await publicApi.forgot(username.trim());
    requested(username.trim());
  };
  return (
    <>
      <p class="text-soft">{entryText.forgot.intro}</p>
      <Form key="ask" label={entryText.forgot.title} submit={entryText.forgot.submit} check={checkAll} send={send}>
        <Field
          name="username"
          label={formText.fields.username}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
      </Form>
    </>
  );
}

function Reset({ username, done }: { username: string; done(): void }) {
  const send = async ({ code = '', password = '' }) => {
    await publicApi.reset({ username, code: code.trim(), password });
    done();
  };
  const check = (values: Record<string, string>) => ({
    ...checkAll({ username, password: values.password ?? '' }),
    ...checkFilled({ code: values.code ?? '' }),
  });
  return (
    <>
      <p class="text-soft">{entryText.forgot.codeIntro({ username })}</p>
      <Form key="reset" label={entryText.forgot.codeTitle} submit={entryText.forgot.reset} check={check} send={send}>
        <Field name="code" label={formText.fields.resetCode} autocomplete="one-time-code" inputmode="numeric" />
        <Field
          name="password"
          label={formText.fields.newPassword}
          hint={formText.fields.passwordHint}
          type="password"
          autocomplete="new-password"
        />
      </Form>
    </>
  );
}

import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkAll, checkFilled } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { publicApi } from '../state';
import { t } from '../text';

/** First the username, then the code that was mailed and a new password. */
export function ForgotView() {
  const [username, setUsername] = useState('');
  const [done, setDone] = useState(false);
  return (
    <Card title={username && !done ? t.forgot.codeTitle : t.forgot.title}>
      {done ? (
        <p role="status">{t.forgot.done}</p>
      ) : username ? (
        <Reset username={username} done={() => setDone(true)} />
      ) : (
        <RequestCode requested={setUsername} />
      )}
      <p>
        <Link href="/login" class="link">
          {t.forgot.back}
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
      <p class="text-soft">{t.forgot.intro}</p>
      <Form key="ask" label={t.forgot.title} submit={t.forgot.submit} check={checkAll} send={send}>
        <Field
          name="username"
          label={t.fields.username}
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
      <p class="text-soft">{t.forgot.codeIntro({ username })}</p>
      <Form key="reset" label={t.forgot.codeTitle} submit={t.forgot.reset} check={check} send={send}>
        <Field name="code" label={t.fields.resetCode} autocomplete="one-time-code" inputmode="numeric" />
        <Field
          name="password"
          label={t.fields.newPassword}
          hint={t.fields.passwordHint}
          type="password"
          autocomplete="new-password"
        />
      </Form>
    </>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { ClaimApi } from '../../api/claim-api';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { useAction } from '../../components/forms/use-action';
import { checkAll, checkFilled } from '../../components/forms/validation';
import { Card } from '../../components/shell/card';
import { account, publicApi, session } from '../../state';
import { entryText } from '../../text/entry';
import { formText } from '../../text/forms';

const claims = new ClaimApi(session);

/** Takes over an account that was imported: first the address, then the code that was mailed and a password. */
export function ClaimView() {
  const [email, setEmail] = useState('');
  useEffect(() => {
    if (account.access.value === 'unreachable') void account.restore();
  }, []);
  const words = entryText.claim;
  const user = account.access.value === 'in' ? account.user.value : null;
  return (
    <Card title={email && !user ? words.codeTitle : words.title}>
      {user ? (
        <Inside username={user.username} />
      ) : email ? (
        <Finish email={email} other={() => setEmail('')} />
      ) : (
        <AskForCode asked={setEmail} />
      )}
      {!user && (
        <p>
          <Link href="/login" class="link">
            {words.back}
          </Link>
        </p>
      )}
    </Card>
  );
}

function Inside({ username }: { username: string }) {
  return (
    <>
      <p class="text-soft">{entryText.claim.inside({ username })}</p>
      <Link href="/" class="btn btn-main">
        {entryText.claim.toChat}
      </Link>
    </>
  );
}

function AskForCode({ asked }: { asked(email: string): void }) {
  const words = entryText.claim;
  const send = async ({ email = '' }) => {
    await claims.ask(email.trim());
    asked(email.trim());
  };
  return (
    <>
      <p class="text-soft">{words.intro}</p>
      <Form key="ask" label={words.title} submit={words.submit} check={checkAll} send={send}>
        <Field name="email" label={formText.fields.email} type="email" autocomplete="email" />
      </Form>
    </>
  );
}

function Finish({ email, other }: { email: string; other(): void }) {
  const words = entryText.claim;
  const [, navigate] = useLocation();
  const [sent, setSent] = useState(false);
  const again = useAction(async () => {
    setSent(false);
    await claims.ask(email);
    setSent(true);
  });
  const finish = async ({ code = '', password = '' }) => {
    const username = await claims.finish({ email, code: code.trim(), password });
    // The account is theirs now, whatever becomes of the way in.
    await publicApi.login(username, password).then(
      () => navigate('/', { replace: true }),
      () => navigate('/login', { replace: true, state: { username } }),
    );
  };
  const check = (values: Record<string, string>) => ({
    ...checkAll({ password: values.password ?? '' }),
    ...checkFilled({ code: values.code ?? '' }),
  });
  return (
    <>
      <p class="text-soft wrap-anywhere">{words.codeIntro({ email })}</p>
      <Form key="finish" label={words.codeTitle} submit={words.finish} check={check} send={finish}>
        <Field
          name="code"
          label={formText.fields.code}
          hint={formText.fields.codeHint}
          autocomplete="one-time-code"
          inputmode="numeric"
        />
        <Field
          name="password"
          label={formText.fields.newPassword}
          hint={formText.fields.passwordHint}
          type="password"
          autocomplete="new-password"
        />
      </Form>
      <p class="flex flex-wrap gap-x-6 gap-y-2">
        <button type="button" class="link min-h-6" aria-busy={again.busy} onClick={() => void again.run()}>
          {words.again}
        </button>
        <button type="button" class="link min-h-6" onClick={other}>
          {words.other}
        </button>
      </p>
      <p role="status" class="font-semibold text-good empty:hidden">
        {sent && words.sent}
      </p>
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {again.failure}
      </p>
    </>
  );
}

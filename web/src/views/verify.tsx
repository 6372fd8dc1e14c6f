import { useState } from 'preact/hooks';
import { Link, useSearch } from 'wouter-preact';
import { ApiError } from '../api/errors';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkAll } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { api, verify } from '../state';
import { nextOf } from '../state/account/return-path';
import { wordsFor } from '../text';
import { entryText } from '../text/entry';
import { formText } from '../text/forms';
import type { User } from '../wire';

/** Has a code mailed, and takes it; then leads on to where one wanted to go. */
export function VerifyView({ user }: { user: User }) {
  const next = nextOf(useSearch());
  const words = next ? entryText.verify.goOn : entryText.verify.toChat;
  return (
    <Card title={entryText.verify.title}>
      {user.email_verified ? <p role="status">{entryText.verify.done}</p> : <Steps email={user.email} />}
      <p>
        <Link href={next ?? '/'} class={user.email_verified ? 'btn btn-main w-full' : 'link'}>
          {user.email_verified ? words : entryText.verify.back}
        </Link>
      </p>
    </Card>
  );
}

function Steps({ email }: { email: string }) {
  const [sent, setSent] = useState(false);
  const [failure, setFailure] = useState('');

  const send = async () => {
    setFailure('');
    try {
      await api.sendCode();
      setSent(true);
    } catch (error) {
      setFailure(wordsFor(error));
      // A code that was mailed a moment ago, before this page was loaded, still waits to be typed in.
      if (error instanceof ApiError && error.code === 'too_soon') setSent(true);
    }
  };

  return (
    <>
      <p class="text-soft wrap-anywhere">{entryText.verify.intro({ email })}</p>
      {sent && (
        <Form
          label={entryText.verify.title}
          submit={entryText.verify.submit}
          check={checkAll}
          send={({ code = '' }) => verify(code.trim())}
        >
          <Field
            name="code"
            label={formText.fields.code}
            hint={formText.fields.codeHint}
            autocomplete="one-time-code"
            inputmode="numeric"
          />
        </Form>
      )}
      <button type="button" onClick={send} class={`btn ${sent ? 'btn-quiet' : 'btn-main'}`}>
        {sent ? entryText.verify.again : entryText.verify.send}
      </button>
      <p role="status" class="text-sm font-semibold text-soft empty:hidden">
        {failure || (sent && entryText.verify.sent)}
      </p>
    </>
  );
}

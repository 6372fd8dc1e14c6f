import { useEffect, useState } from 'preact/hooks';
import { Link, useSearch } from 'wouter-preact';
import { ApiError } from '../api/errors';
import { Field } from '../components/forms/field';
import { Form } from '../components/forms/form';
import { checkAll } from '../components/forms/validation';
import { Card } from '../components/shell/card';
import { lazyComponent } from '../components/shell/lazy-component';
import { publicApi, site } from '../state';
import { ChallengeAnswer } from '../state/account/challenge-answer';
import { inviteIn, inviteTyped } from '../state/account/invite-code';
import { t } from '../text';
import { entryText } from '../text/entry';
import { formText } from '../text/forms';

const ChallengeField = lazyComponent(async () => (await import('../components/forms/challenge-field')).ChallengeField);

/** Makes an account, for whoever the site lets in. */
export function SignupView() {
  const search = useSearch();
  const invite = inviteIn(search);
  const { sign_up: way = 'open', challenge = false } = site.known.value ?? {};
  useEffect(() => void site.load(), []);
  return (
    <Card title={entryText.signup.title}>
      {way === 'closed' ? (
        <p role="status" class="font-semibold">
          {entryText.signup.closed}
        </p>
      ) : (
        <SignupForm
          invite={invite}
          asksInvite={way === 'invited' && !invite}
          domains={way === 'domains'}
          challenge={challenge}
        />
      )}
      <p>
        {entryText.signup.toLogin}{' '}
        <Link href={`/login${search && `?${search}`}`} class="link">
          {entryText.signup.login}
        </Link>
      </p>
      <p>
        <Link href="/rules" class="link">
          {entryText.rules}
        </Link>
      </p>
    </Card>
  );
}

interface FormProps {
  /** The invitation that somebody came with; null: with none. */
  invite: string | null;
  /** Nobody gets in without one: it can be typed in. */
  asksInvite: boolean;
  /** Only addresses of some domains get in. */
  domains: boolean;
  /** The browser has to calculate before. */
  challenge: boolean;
}

const about = (asksInvite: boolean) => ({
  ...(asksInvite && { bad_invite: { field: 'invite', words: t.errors.bad_invite } }),
  bad_domain: { field: 'email', words: entryText.errors.bad_domain },
  not_accepted: { field: 'email', words: formText.refused.email },
});

function SignupForm({ invite, asksInvite, domains, challenge }: FormProps) {
  const [answer] = useState(() => new ChallengeAnswer(() => publicApi.challenge()));
  const send = async ({ username = '', email = '', password = '', invite: typed = '' }) => {
    const code = invite ?? inviteTyped(typed);
    const account = { username: username.trim(), email: email.trim(), password, ...(code && { invite: code }) };
    if (!challenge) return publicApi.signUp(account);
    const solution = await answer.get();
    await publicApi.signUp({ ...account, challenge: solution }).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'bad_challenge') answer.refused();
      throw error;
    });
  };
  return (
    <Form
      label={entryText.signup.title}
      submit={entryText.signup.submit}
      about={about(asksInvite)}
      check={checkAll}
      send={send}
    >
      {invite && (
        <p role="status" class="rounded-2xl bg-sunken px-4 py-3 font-semibold">
          {entryText.signup.invited}
        </p>
      )}
      {asksInvite && (
        <Field
          name="invite"
          label={entryText.signup.invite}
          hint={entryText.signup.inviteHint}
          autocomplete="off"
          spellcheck={false}
        />
      )}
      <Field
        name="username"
        label={formText.fields.username}
        hint={formText.fields.usernameHint}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
      />
      <Field
        name="email"
        label={formText.fields.email}
        {...(domains && { hint: entryText.signup.domains })}
        type="email"
        autocomplete="email"
      />
      <Field
        name="password"
        label={formText.fields.password}
        hint={formText.fields.passwordHint}
        type="password"
        autocomplete="new-password"
      />
      {challenge && <ChallengeField answer={answer} />}
    </Form>
  );
}

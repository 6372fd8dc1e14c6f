import { useMemo, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Confirm } from '../../components/dialogs/confirm';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkAll } from '../../components/forms/validation';
import { Page, Section } from '../../components/shell/page';
import { robotsApi } from '../../state/robots/api';
import { OwnBots } from '../../state/robots/own-bots';
import { formText } from '../../text/forms';
import { robotText } from '../../text/robots';
import type { Bot, User } from '../../wire';
import { BotRow } from './bot-row';
import { LoadState } from './load-state';
import { RenewToken } from './renew-token';
import { ToldOnce } from './told-once';
import { useFocusBack } from './use-focus-back';

/** The user's own bots: made, given new tokens, deleted. A token is shown once. */
export function OwnBotsView({ user }: { user: User }) {
  const bots = useMemo(() => new OwnBots(robotsApi), []);
  const [renewing, setRenewing] = useState<Bot | null>(null);
  const [leaving, setLeaving] = useState<Bot | null>(null);
  const box = useFocusBack(leaving);
  const words = robotText.own;
  const items = bots.items.value;
  const told = bots.told.value;
  const remove = async ({ username }: Bot) => {
    await bots.remove(username);
    setLeaving(null);
  };
  return (
    <Page title={words.title} back={{ href: '/me', words: words.back }}>
      <p class="-mt-3 text-soft">{words.intro}</p>
      {told && (
        <ToldOnce
          title={words.toldTitle({ username: told.username })}
          label={words.token}
          hint={words.tokenHint}
          value={told.token}
          later={renewing !== null}
        />
      )}
      <Section>
        <LoadState list={bots} />
        {items?.length === 0 && <p class="text-soft">{words.none}</p>}
        {items && items.length > 0 && (
          <ul aria-label={words.list} class="-my-3 flex flex-col divide-y divide-line">
            {items.map((bot) => (
              <BotRow key={bot.username} bot={bot} renew={() => setRenewing(bot)} remove={() => setLeaving(bot)} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={words.add}>
        {user.email_verified ? (
          <div ref={box}>
            <NewBot key={told?.token} bots={bots} />
          </div>
        ) : (
          <>
            <p>{words.unverified}</p>
            <Link href="/verify" class="btn btn-main self-start">
              {words.verify}
            </Link>
          </>
        )}
      </Section>
      {renewing && <RenewToken bot={renewing} bots={bots} close={() => setRenewing(null)} />}
      {leaving && (
        <Confirm
          title={words.removeTitle(leaving)}
          words={words.removeWords}
          submit={words.removeSubmit}
          act={() => remove(leaving)}
          close={() => setLeaving(null)}
        />
      )}
    </Page>
  );
}

function NewBot({ bots }: { bots: OwnBots }) {
  const words = robotText.own;
  const make = ({ username = '', display_name = '' }) => bots.add(username.trim().toLowerCase(), display_name.trim());
  const about = { email_unverified: { field: 'username', words: words.unverified } };
  return (
    <Form label={words.add} submit={words.submit} about={about} check={checkAll} send={make}>
      <Field
        name="username"
        label={formText.fields.username}
        hint={words.usernameHint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
      <Field name="display_name" label={formText.fields.displayName} hint={words.nameHint} autocomplete="off" />
    </Form>
  );
}

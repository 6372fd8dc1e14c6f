import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Choice } from '../../components/forms/choice';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { Switch } from '../../components/forms/switch';
import { TextArea } from '../../components/forms/text-area';
import { Section } from '../../components/shell/page';
import { useRetry } from '../../components/shell/use-retry';
import { moderationApi } from '../../state/moderation/api';
import { wordsFor } from '../../text';
import { moderationText } from '../../text/moderation';
import type { CommunitySettings, SignUpMode } from '../../wire';
import { numberFault } from './number-fault';

const MOST = { slow: 3_600, fresh: 10_080 };
const WAYS: readonly SignUpMode[] = ['open', 'invited', 'domains', 'closed'];

/** What owners decide while the site runs; others who look after it read it. */
export function CommunitySettingsPart({ owner }: { owner: boolean }) {
  const [settings, setSettings] = useState<CommunitySettings | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const load = () => {
    setFailure(null);
    moderationApi.settings().then(setSettings, setFailure);
  };
  useEffect(load, []);
  useRetry(failure, load);
  const words = moderationText.settings;
  return (
    <>
      <Section>
        {!owner && <p class="text-soft">{words.readOnly}</p>}
        {settings ? (
          <SettingsForm settings={settings} owner={owner} take={setSettings} />
        ) : (
          <p role="status" class="text-soft">
            {failure === null ? moderationText.page.loading : wordsFor(failure)}
          </p>
        )}
      </Section>
      <Section title={words.emoji}>
        <p class="-mt-2 text-soft">{words.emojiHint}</p>
        <Link href="/me/emoji" class="btn btn-quiet self-start">
          {words.emojiOpen}
        </Link>
      </Section>
    </>
  );
}

interface Props {
  settings: CommunitySettings;
  owner: boolean;
  take(settings: CommunitySettings): void;
}

function SettingsForm({ settings, owner, take }: Props) {
  const words = moderationText.settings;
  const [way, setWay] = useState(settings.sign_up);
  const [challenge, setChallenge] = useState(settings.challenge);
  const [saved, setSaved] = useState(false);
  const check = ({ slow_seconds = '', new_minutes = '' }) => ({
    ...numberFault('slow_seconds', slow_seconds, 0, MOST.slow),
    ...numberFault('new_minutes', new_minutes, 0, MOST.fresh),
  });
  const save = async ({ domains = '', words: list = '', slow_seconds, new_minutes, contact = '' }: Values) => {
    setSaved(false);
    const change = {
      sign_up: way,
      domains: linesOf(domains),
      words: linesOf(list),
      slow_seconds: Number(slow_seconds),
      new_minutes: Number(new_minutes),
      challenge,
      contact: contact.trim(),
    };
    take(await moderationApi.saveSettings(change));
    setSaved(true);
  };
  const readOnly = !owner;
  const fields = (
    <>
      <Choice
        label={words.signUp}
        options={WAYS.map((each) => [each, moderationText.ways[each]] as const)}
        value={way}
        choose={(chosen) => setWay(chosen)}
      />
      <TextArea
        name="domains"
        label={words.domains}
        hint={words.domainsHint}
        rows={3}
        defaultValue={settings.domains.join('\n')}
        readOnly={readOnly}
      />
      <Switch
        label={words.challenge}
        hint={words.challengeHint}
        on={challenge}
        change={(on) => owner && setChallenge(on)}
      />
      <TextArea
        name="words"
        label={words.words}
        hint={words.wordsHint}
        rows={5}
        defaultValue={settings.words.join('\n')}
        readOnly={readOnly}
      />
      <Field
        name="slow_seconds"
        label={words.slow}
        hint={words.slowHint}
        inputmode="numeric"
        defaultValue={String(settings.slow_seconds)}
        readOnly={readOnly}
      />
      <Field
        name="new_minutes"
        label={words.fresh}
        hint={words.freshHint}
        inputmode="numeric"
        defaultValue={String(settings.new_minutes)}
        readOnly={readOnly}
      />
      <Field
        name="contact"
        label={words.contact}
        hint={words.contactHint}
        maxLength={500}
        defaultValue={settings.contact}
        readOnly={readOnly}
      />
    </>
  );
  if (readOnly)
    return (
      <fieldset disabled class="flex flex-col gap-4">
        {fields}
      </fieldset>
    );
  return (
    <Form label={moderationText.page.settings} submit={words.submit} check={check} send={save}>
      {fields}
      <p role="status" class="font-semibold text-good empty:hidden">
        {saved && words.saved}
      </p>
    </Form>
  );
}

type Values = Record<string, string>;

/** What stands in lines of its own, without what is empty. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

import { useContext } from 'preact/hooks';
import { CheckField } from '../../components/forms/check-field';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { FormContext } from '../../components/forms/form-context';
import type { Subscriptions } from '../../state/robots/subscriptions';
import { robotText } from '../../text/robots';
import type { EventKind } from '../../wire';

const KINDS: readonly EventKind[] = ['message', 'change', 'member'];

/** Where what happens is sent, and what of it. */
export function NewSubscriptionForm({ subscriptions }: { subscriptions: Subscriptions }) {
  const words = robotText.subscriptions;
  const check = ({ url = '', ...ticked }: Record<string, string>) => ({
    ...(isAddress(url.trim()) ? {} : { url: words.noUrl }),
    ...(kindsIn(ticked).length > 0 ? {} : { events: words.noKinds }),
  });
  const make = ({ url = '', ...ticked }: Record<string, string>) =>
    subscriptions.add({ url: url.trim(), events: kindsIn(ticked), bots: 'bots' in ticked });
  const about = { bad_url: { field: 'url', words: robotText.errors.bad_url } };
  return (
    <Form label={words.title} submit={words.submit} about={about} check={check} send={make}>
      <Field
        name="url"
        type="url"
        label={words.url}
        hint={words.urlHint}
        inputmode="url"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
      <Kinds />
      <CheckField name="bots" label={words.bots} />
    </Form>
  );
}

function Kinds() {
  const fault = useContext(FormContext).events;
  return (
    <fieldset>
      <legend class="mb-1 font-bold">{robotText.subscriptions.kinds}</legend>
      {KINDS.map((kind) => (
        <CheckField key={kind} name={kind} label={robotText.kinds[kind]} checked={kind === 'message'} />
      ))}
      <p role="alert" class="text-sm font-semibold text-danger empty:hidden">
        {fault}
      </p>
    </fieldset>
  );
}

const kindsIn = (ticked: Record<string, string>): EventKind[] => KINDS.filter((kind) => kind in ticked);

/** Whether it is public the server finds out. */
function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

import { Webhook } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Confirm } from '../../components/dialogs/confirm';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { Section } from '../../components/shell/page';
import type { Hooks } from '../../state/robots/hooks';
import { lengthOf } from '../../text/blank';
import { formText } from '../../text/forms';
import { robotText } from '../../text/robots';
import type { Hook } from '../../wire';
import { LoadState } from './load-state';
import { LastUse } from './times';
import { ToldOnce } from './told-once';
import { useFocusBack } from './use-focus-back';

const LONGEST = 50;

/** The hooks of a chat: made, and deleted. The address of a new one is shown once. */
export function HookSection({ hooks }: { hooks: Hooks }) {
  const [leaving, setLeaving] = useState<Hook | null>(null);
  const box = useFocusBack(leaving);
  const words = robotText.hooks;
  const items = hooks.items.value;
  const told = hooks.told.value;
  const remove = async ({ id }: Hook) => {
    await hooks.remove(id);
    setLeaving(null);
  };
  return (
    <Section title={words.title}>
      <div ref={box} class="contents">
        <p class="-mt-2 text-soft">{words.hint}</p>
        <LoadState list={hooks} />
        {items?.length === 0 && <p class="text-sm text-soft">{words.none}</p>}
        {items && items.length > 0 && (
          <ul aria-label={words.list} class="-my-2 flex flex-col divide-y divide-line">
            {items.map((hook) => (
              <Row key={hook.id} hook={hook} remove={() => setLeaving(hook)} />
            ))}
          </ul>
        )}
        {told && (
          <ToldOnce
            title={words.toldTitle({ name: told.name })}
            label={words.address}
            hint={words.addressHint}
            value={told.url}
          />
        )}
        <NewHook key={told?.id} hooks={hooks} />
        {leaving && (
          <Confirm
            title={words.removeTitle({ name: leaving.name })}
            words={words.removeWords}
            submit={words.removeSubmit}
            act={() => remove(leaving)}
            close={() => setLeaving(null)}
          />
        )}
      </div>
    </Section>
  );
}

function Row({ hook: { name, username, last_used }, remove }: { hook: Hook; remove(): void }) {
  const words = robotText.hooks;
  return (
    <li data-testid="hook" class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
      <span class="grid size-9 shrink-0 place-items-center rounded-full bg-sunken text-accent">
        <Webhook size="1.125rem" aria-hidden />
      </span>
      <div class="min-w-0 flex-1 basis-40">
        <p dir="auto" class="font-bold wrap-anywhere">
          {name}
        </p>
        <p class="truncate text-sm text-soft">@{username}</p>
        <p class="text-sm text-soft">
          <LastUse time={last_used} used={words.used} unused={words.unused} />
        </p>
      </div>
      <button
        type="button"
        aria-label={words.removeIt({ name })}
        class="btn btn-quiet min-h-9 shrink-0 px-4"
        onClick={remove}
      >
        {words.remove}
      </button>
    </li>
  );
}

function NewHook({ hooks }: { hooks: Hooks }) {
  const words = robotText.hooks;
  const check = ({ name = '' }): Record<string, string> => {
    const length = lengthOf(name);
    return length >= 1 && length <= LONGEST ? {} : { name: formText.faults.displayName };
  };
  const make = ({ name = '' }) => hooks.add(name.trim());
  return (
    <Form label={words.submit} submit={words.submit} check={check} send={make}>
      <Field name="name" label={words.name} hint={words.nameHint} autocomplete="off" />
    </Form>
  );
}

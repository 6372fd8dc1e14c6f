import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { formText } from '../../text/forms';
import { zone as ownZone } from '../../text/time';
import { settingsText } from '../../text/user-settings';
import type { Quiet } from '../../wire';
import { SavingResult } from './saving-result';
import { useSaving } from './use-saving';

/** When nothing calls the user, by the clock of a place of their choice: this device's, unless they say otherwise. */
export function QuietHours({ quiet }: { quiet: Quiet | null }) {
  const saving = useSaving();
  const begin = { from: '22:00', to: '07:00', zone: ownZone.value };
  return (
    <Section title={settingsText.quiet.title}>
      <Switch
        label={settingsText.quiet.on}
        hint={settingsText.quiet.onHint}
        on={quiet !== null}
        busy={saving.busy}
        change={(on) => void saving.save({ quiet: on ? begin : null })}
      />
      <SavingResult {...saving} />
      {quiet && <Hours quiet={quiet} />}
    </Section>
  );
}

function Hours({ quiet: { from, to, zone } }: { quiet: Quiet }) {
  const saving = useSaving();
  const save = ({ from: begins = from, to: ends = to, zone: place = zone }: Record<string, string>) =>
    saving.store({ quiet: { from: begins, to: ends, zone: place.trim() } });
  return (
    <Form label={settingsText.quiet.title} submit={settingsText.quiet.submit} check={check} send={save}>
      <div class="grid gap-4 phone:grid-cols-2">
        <Field name="from" type="time" label={settingsText.quiet.from} defaultValue={from} required />
        <Field name="to" type="time" label={settingsText.quiet.to} defaultValue={to} required />
      </div>
      <Field
        name="zone"
        label={settingsText.quiet.zone}
        hint={settingsText.quiet.zoneHint}
        defaultValue={zone}
        list="zones"
        autocomplete="off"
      />
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <SavingResult {...saving} />
    </Form>
  );
}

function check({ from = '', to = '', zone = '' }: Record<string, string>): Record<string, string> {
  if (!from || !to) return { [from ? 'to' : 'from']: formText.faults.needed };
  if (from === to) return { to: settingsText.quiet.same };
  return isZone(zone.trim()) ? {} : { zone: settingsText.quiet.noZone };
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

import { useState } from 'preact/hooks';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkAll } from '../../components/forms/validation';
import { Section } from '../../components/shell/page';
import { api } from '../../state';
import { t } from '../../text';
import type { GroupSettings } from '../../wire';

interface Props {
  settings: GroupSettings;
  take(settings: GroupSettings): void;
}

/** Renames a group. */
export function GroupName({ settings, take }: Props) {
  const [saved, setSaved] = useState(false);
  const rename = async ({ groupchat_name = '' }) => {
    setSaved(false);
    take(await api.edit(settings.chat.name, { groupchat_name: groupchat_name.trim() }));
    setSaved(true);
  };
  return (
    <Section title={t.settings.name}>
      <Form label={t.settings.name} submit={t.settings.rename} check={checkAll} send={rename}>
        <Field name="groupchat_name" label={t.fields.groupName} defaultValue={settings.chat.title} autocomplete="off" />
        <p role="status" class="font-semibold text-good empty:hidden">
          {saved && t.settings.renamed}
        </p>
      </Form>
    </Section>
  );
}

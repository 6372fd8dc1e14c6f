import { useState } from 'preact/hooks';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkAll } from '../../components/forms/validation';
import { Section } from '../../components/shell/page';
import { groupsApi } from '../../state/groups-api';
import { formText } from '../../text/forms';
import { groupText } from '../../text/group-settings';
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
    take(await groupsApi.edit(settings.chat.name, { groupchat_name: groupchat_name.trim() }));
    setSaved(true);
  };
  return (
    <Section title={groupText.settings.name}>
      <Form label={groupText.settings.name} submit={groupText.settings.rename} check={checkAll} send={rename}>
        <Field
          name="groupchat_name"
          label={formText.fields.groupName}
          defaultValue={settings.chat.title}
          autocomplete="off"
        />
        <p role="status" class="font-semibold text-good empty:hidden">
          {saved && groupText.settings.renamed}
        </p>
      </Form>
    </Section>
  );
}

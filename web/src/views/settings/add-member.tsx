import { useState } from 'preact/hooks';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkAll } from '../../components/forms/validation';
import { groupsApi } from '../../state/groups-api';
import { t } from '../../text';
import { formText } from '../../text/forms';
import { groupText } from '../../text/group-settings';
import type { GroupSettings, Member } from '../../wire';

interface Props {
  settings: GroupSettings;
  /** Those who are known to be in it already. */
  members: readonly Member[];
  take(settings: GroupSettings): void;
}

const about = () => ({
  no_such_user: { field: 'add_members', words: t.errors.no_such_user },
  email_unverified: { field: 'add_members', words: formText.faults.unverified },
});

/** Adds somebody to a group by username. */
export function AddMember({ settings, members, take }: Props) {
  const [added, setAdded] = useState<string[]>([]);

  const check = (values: Record<string, string>) => {
    const username = nameIn(values);
    const inside = members.some((member) => member.username === username);
    return inside ? { add_members: formText.faults.isMember({ username }) } : checkAll(values);
  };
  const add = async (values: Record<string, string>) => {
    const username = nameIn(values);
    take(await groupsApi.edit(settings.chat.name, { add_members: [username] }));
    setAdded([...added, username]);
  };
  return (
    <Form label={groupText.settings.add} submit={groupText.settings.addSubmit} about={about()} check={check} send={add}>
      <Field
        // A new one, and so an empty one, after each that was added.
        key={added.length}
        name="add_members"
        label={groupText.settings.add}
        hint={groupText.settings.addHint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
      <p role="status" class="font-semibold text-good empty:hidden">
        {added.length > 0 && groupText.settings.added({ username: added.at(-1) ?? '' })}
      </p>
    </Form>
  );
}

const nameIn = ({ add_members = '' }: Record<string, string>): string =>
  add_members.trim().replace(/^@/, '').toLowerCase();

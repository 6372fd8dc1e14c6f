import { useState } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkAll } from '../../components/forms/validation';
import { Section } from '../../components/shell/page';
import { api } from '../../state';
import type { Chats } from '../../state/chats/chats';
import { groupsApi } from '../../state/groups-api';
import { robotText } from '../../text/robots';

/** Takes a bot into a group, by its username. */
export function AddBot({ room, chats }: { room: string; chats: Chats }) {
  const [added, setAdded] = useState<string[]>([]);
  const [wanted, setWanted] = useState('');
  const words = robotText.members;
  const add = async (values: Record<string, string>) => {
    const username = nameIn(values);
    setWanted(username);
    if (!(await api.profile(username)).bot) throw new ApiError(0, 'no_bot');
    chats.renew((await groupsApi.edit(room, { add_members: [username] })).chat);
    setAdded([...added, username]);
  };
  const about = {
    no_such_user: { field: 'add_members', words: words.unknown },
    no_bot: { field: 'add_members', words: words.person({ username: wanted }) },
  };
  return (
    <Section title={words.title}>
      <p class="-mt-2 text-soft">{words.hint}</p>
      <Form label={words.add} submit={words.submit} about={about} check={checkAll} send={add}>
        <Field
          // A new one, and so an empty one, after each that was added.
          key={added.length}
          name="add_members"
          label={words.add}
          hint={words.addHint}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        <p role="status" class="font-semibold text-good empty:hidden">
          {added.length > 0 && words.added({ username: added.at(-1) ?? '' })}
        </p>
      </Form>
    </Section>
  );
}

const nameIn = ({ add_members = '' }: Record<string, string>): string =>
  add_members.trim().replace(/^@/, '').toLowerCase();

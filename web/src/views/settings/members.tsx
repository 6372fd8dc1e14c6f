import { UserMinus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Confirm } from '../../parts/confirm';
import { MemberRow } from '../../parts/member-row';
import { Section } from '../../parts/page';
import { api } from '../../state';
import { t } from '../../text';
import type { GroupSettings, Member } from '../../wire';
import { AddMember } from './add-member';

interface Props {
  settings: GroupSettings;
  me: string;
  take(settings: GroupSettings): void;
}

/** The members of a group, to add to and to remove from. */
export function GroupMembers({ settings, me, take }: Props) {
  const { chat, members } = settings;
  const [leaving, setLeaving] = useState<Member | null>(null);
  const remove = async (member: Member) => {
    take(await api.edit(chat.name, { remove_members: [member.username] }));
    setLeaving(null);
  };
  return (
    <Section title={t.settings.members({ n: members.length })}>
      <AddMember settings={settings} take={take} />
      <ul aria-label={t.group.members} class="-my-2 flex flex-col divide-y divide-line">
        {members.map((member) => (
          <MemberRow key={member.username} member={member} me={me} admin={chat.admin}>
            {member.username !== me && (
              <button
                type="button"
                aria-label={t.settings.removeIt({ name: member.display_name })}
                title={t.settings.remove}
                onClick={() => setLeaving(member)}
                class="icon-btn hover:text-danger"
              >
                <UserMinus size={18} aria-hidden />
              </button>
            )}
          </MemberRow>
        ))}
      </ul>
      {leaving && (
        <Confirm
          title={t.settings.removeTitle({ name: leaving.display_name })}
          words={t.settings.removeWords({ name: leaving.display_name })}
          submit={t.settings.remove}
          act={() => remove(leaving)}
          close={() => setLeaving(null)}
        />
      )}
    </Section>
  );
}

import { UserMinus } from 'lucide-preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { Confirm } from '../../components/dialogs/confirm';
import { MemberList } from '../../components/members/member-list';
import { Section } from '../../components/shell/page';
import { api } from '../../state';
import { MemberPages } from '../../state/chats/members';
import { namesakesAmong } from '../../state/chats/namesakes';
import { groupsApi } from '../../state/groups-api';
import { groupText } from '../../text/group-settings';
import { displayNameOf } from '../../text/names';
import type { GroupSettings, Member } from '../../wire';
import { AddMember } from './add-member';

interface Props {
  settings: GroupSettings;
  me: string;
  take(settings: GroupSettings): void;
}

/** The members of a group, to add to and to remove from. */
export function GroupMembers({ settings, me, take }: Props) {
  const { chat } = settings;
  const pages = useMemberPages(settings);
  const namesakes = namesakesAmong(pages.members.value);
  const nameOf = (member: Member) => displayNameOf(member, namesakes);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const remove = async ({ username }: Member) => {
    take(await groupsApi.edit(chat.name, { remove_members: [username] }));
    pages.lose(username);
    setLeaving(null);
  };
  return (
    <Section title={groupText.settings.members({ n: chat.member_count })}>
      <AddMember settings={settings} members={pages.members.value} take={take} />
      <MemberList pages={pages} me={me} admin={chat.admin} class="-my-2 divide-y divide-line">
        {(member) =>
          member.username !== me && (
            <button
              type="button"
              aria-label={groupText.settings.removeIt({ name: nameOf(member) })}
              title={groupText.settings.remove}
              onClick={() => setLeaving(member)}
              class="icon-btn hover:text-danger"
            >
              <UserMinus size="1.125rem" aria-hidden />
            </button>
          )
        }
      </MemberList>
      {leaving && (
        <Confirm
          title={groupText.settings.removeTitle({ name: nameOf(leaving) })}
          words={groupText.settings.removeWords({ name: nameOf(leaving) })}
          submit={groupText.settings.remove}
          act={() => remove(leaving)}
          close={() => setLeaving(null)}
        />
      )}
    </Section>
  );
}

/** The members, beginning with those whom the settings came with; of a large group that is not all. */
function useMemberPages({ chat, members }: GroupSettings): MemberPages {
  const pages = useMemo(() => new MemberPages((cursor) => api.members(chat.name, cursor)), [chat.name]);
  useLayoutEffect(() => {
    pages.begin(members, members.length < chat.member_count ? undefined : null);
  }, [pages, members, chat.member_count]);
  return pages;
}

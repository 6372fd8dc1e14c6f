import type { ComponentChildren } from 'preact';
import { t } from '../../text/index';
import type { Member } from '../../wire/index';
import { Avatar } from './avatar';
import { BotBadge } from './bot-badge';
import { Person } from './person';
import { StatusDot } from './status-dot';

interface Props {
  member: Member;
  me: string;
  admin: string | null;
  /** What can be done with them. */
  children?: ComponentChildren;
}

/** A member of a group: who they are and whether they are here. */
export function MemberRow({ member, me, admin, children }: Props) {
  const marks = [member.username === admin && t.group.admin, member.username === me && t.group.you].filter(Boolean);
  return (
    <li
      data-testid="member"
      data-username={member.username}
      class="flex min-h-14 items-center gap-3 [contain-intrinsic-block-size:3.5rem] [content-visibility:auto]"
    >
      <span class="relative shrink-0">
        <Avatar name={member.display_name} url={member.avatar_url} />
        <StatusDot status={member.status} class="absolute right-0 bottom-0 outline-2 outline-surface" />
      </span>
      <Person person={member} class="min-w-0 flex-1 rounded-xl py-1 text-start hover:underline">
        <span class="flex items-center gap-1.5">
          <span dir="auto" class="truncate font-bold">
            {member.display_name}
          </span>
          <BotBadge of={member} />
        </span>
        <span class="block truncate text-sm text-soft">@{member.username}</span>
      </Person>
      {marks.length > 0 && (
        <span class="shrink-0 rounded-full bg-sunken px-2.5 py-0.5 text-xs font-bold text-soft">
          {marks.join(' · ')}
        </span>
      )}
      {children}
    </li>
  );
}

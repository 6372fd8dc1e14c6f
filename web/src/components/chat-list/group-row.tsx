import { Link, useLocation } from 'wouter-preact';
import { verifyFirst } from '../../state/account/return-path';
import type { Chats } from '../../state/chats/chats';
import { groupsApi } from '../../state/groups-api';
import { groupsText } from '../../text/groups/index';
import { t } from '../../text/index';
import type { Chat, User } from '../../wire/index';
import { useAction } from '../forms/use-action';
import { ChatAvatar } from './chat-avatar';

interface Props {
  group: Chat;
  user: User;
  chats: Chats;
}

/** An open group, with the way in. */
export function GroupRow({ group, user, chats }: Props) {
  const [, navigate] = useLocation();
  const href = `/chat/${encodeURIComponent(group.name)}`;
  const inside = chats.list.value?.some(({ name }) => name === group.name);
  const { run, busy, failure } = useAction(async () => {
    if (!user.email_verified) return navigate(verifyFirst(href));
    chats.renew(await groupsApi.join(group.name, null));
    navigate(href);
  });
  return (
    <li data-testid="open-group" class="rounded-3xl border border-line bg-surface p-4">
      <div class="flex items-center gap-3">
        <ChatAvatar chat={group} />
        <div class="min-w-0 flex-1">
          <p dir="auto" class="font-bold wrap-anywhere">
            {group.title}
          </p>
          <p class="text-sm text-soft">{t.group.memberCount({ n: group.member_count })}</p>
        </div>
        {inside ? (
          <Link href={href} aria-label={groupsText.groups.enterIt({ group: group.title })} class="btn btn-quiet">
            {groupsText.groups.enter}
          </Link>
        ) : (
          <button
            type="button"
            aria-label={groupsText.groups.joinIt({ group: group.title })}
            aria-busy={busy}
            onClick={() => void run()}
            class="btn btn-main"
          >
            {groupsText.groups.join}
          </button>
        )}
      </div>
      <p role="alert" class="pt-2 text-sm font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </li>
  );
}

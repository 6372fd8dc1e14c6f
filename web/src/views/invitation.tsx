import { Link, useLocation } from 'wouter-preact';
import { EmptyState } from '../components/dialogs/empty-state';
import { useAction } from '../components/forms/use-action';
import { verifyFirst } from '../state/account/return-path';
import type { Chats } from '../state/chats/chats';
import { groupsApi } from '../state/groups-api';
import { t } from '../text';
import { groupsText } from '../text/groups';
import type { User } from '../wire';

interface Props {
  name: string;
  /** Null: the group is open, and takes whoever wants. */
  invite: string | null;
  user: User;
  chats: Chats;
}

/** Asks in somebody who is not in the group yet. */
export function Invitation({ name, invite, user, chats }: Props) {
  const [, navigate] = useLocation();
  const join = useAction(async () => {
    chats.renew(await groupsApi.join(name, invite));
    navigate(`/chat/${encodeURIComponent(name)}`, { replace: true });
    chats.enter(name);
  });
  const path = `/chat/${encodeURIComponent(name)}${invite ? `?${new URLSearchParams({ invite })}` : ''}`;
  return (
    <main class="relative flex min-w-0 flex-1 flex-col overflow-y-auto px-4">
      <EmptyState
        heading="h1"
        title={invite ? groupsText.invitation.title : groupsText.invitation.openTitle}
        words={invite ? groupsText.invitation.words : groupsText.invitation.openWords}
      >
        <p role="alert" class="font-semibold text-danger empty:hidden">
          {join.failure}
        </p>
        {user.email_verified ? (
          <button type="button" class="btn btn-main" aria-busy={join.busy} onClick={() => void join.run()}>
            {groupsText.invitation.join}
          </button>
        ) : (
          <>
            <p class="font-semibold">{groupsText.invitation.unverified}</p>
            <Link href={verifyFirst(path)} class="btn btn-main">
              {t.verify.action}
            </Link>
          </>
        )}
        <Link href="/" class="link min-h-9 pt-2">
          {t.chat.toPublic}
        </Link>
      </EmptyState>
    </main>
  );
}

import { MessageCircle } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { ApiError } from '../api/errors';
import { Dialog } from '../components/dialogs/dialog';
import { useAction } from '../components/forms/use-action';
import { Avatar } from '../components/members/avatar';
import { BotBadge } from '../components/members/bot-badge';
import { StatusDot } from '../components/members/status-dot';
import { lazyComponent } from '../components/shell/lazy-component';
import { api } from '../state';
import type { Chats } from '../state/chats/chats';
import { groupsApi } from '../state/groups-api';
import { t } from '../text';
import type { Author, UserProfile } from '../wire';

const ProfileNote = lazyComponent(async () => (await import('../components/robots/profile-note')).ProfileNote);
const PersonActions = lazyComponent(async () => (await import('../components/community/person-actions')).PersonActions);

interface Props {
  person: Author;
  chats: Chats;
  close(): void;
}

/** Who somebody is, and the way to a chat with them. */
export function ProfileCard({ person, chats, close }: Props) {
  const [, navigate] = useLocation();
  const { profile, gone } = useProfile(person.username);
  const { display_name, avatar_url, bot } = profile ?? person;
  // A hook's account is named by the server; nobody reads what it is told.
  const hook = bot && person.username.startsWith('hook_');
  const start = useAction(async () => {
    const chat = await groupsApi.privateChat(person.username).catch((error: unknown) => {
      throw bot && isUnknown(error) ? new ApiError(404, 'not_its_maker') : error;
    });
    chats.renew(chat);
    close();
    navigate(`/chat/${encodeURIComponent(chat.name)}`);
  });
  return (
    <Dialog title={display_name} untitled close={close}>
      <div data-testid="profile-card" class="flex flex-col items-center gap-1 text-center">
        <Avatar name={display_name} url={avatar_url} size="large" />
        <p dir="auto" class="mt-2 max-w-full text-xl font-extrabold wrap-anywhere">
          {display_name}
        </p>
        <p class="flex max-w-full items-center gap-1.5 text-soft">
          @{person.username} <BotBadge of={{ ...person, bot }} />
        </p>
        <p class="flex min-h-6 items-center gap-1.5 text-sm font-semibold text-soft">
          {profile?.status && !hook && (
            <>
              <StatusDot status={profile.status} /> <span aria-hidden>{t.status[profile.status]}</span>
            </>
          )}
        </p>
      </div>
      {(bot || profile?.imported) && <ProfileNote hook={hook} imported={profile?.imported ?? false} />}
      <p role="alert" class="text-center font-semibold text-danger empty:hidden">
        {gone ? t.person.gone : start.failure}
      </p>
      {person.username === chats.me ? (
        <Link href="/me" class="btn btn-quiet" onClick={close}>
          {t.person.own}
        </Link>
      ) : hook ? null : (
        <button
          type="button"
          class="btn btn-main"
          disabled={gone}
          aria-busy={start.busy}
          onClick={() => void start.run()}
        >
          <MessageCircle size="1.125rem" aria-hidden /> {t.person.message}
        </button>
      )}
      {person.username !== chats.me && !gone && <PersonActions person={{ ...person, display_name }} chats={chats} />}
    </Dialog>
  );
}

/** The newest of a user; without an answer the card shows what the page knows. */
function useProfile(username: string) {
  const [profile, setProfile] = useState<UserProfile | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    api.profile(username).then(setProfile, (error: unknown) => {
      setGone(isUnknown(error));
    });
  }, [username]);
  return { profile, gone };
}

const isUnknown = (error: unknown): boolean => error instanceof ApiError && error.code === 'no_such_user';

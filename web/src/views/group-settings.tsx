import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/errors';
import { lazyComponent } from '../components/shell/lazy-component';
import { Page } from '../components/shell/page';
import { useRetry } from '../components/shell/use-retry';
import type { Chats } from '../state/chats/chats';
import { groupsApi } from '../state/groups-api';
import { t, wordsFor } from '../text';
import { groupText } from '../text/group-settings';
import type { GroupSettings } from '../wire';
import { NotFound } from './not-found';
import { GroupAccess } from './settings/access';
import { GroupDeletion } from './settings/deletion';
import { GroupMembers } from './settings/members';
import { GroupName } from './settings/name';
import { GroupRetention } from './settings/retention';
import { RobotsSection } from './settings/robots';
import { GroupSlowMode } from './settings/slow-mode';

const ChatRobots = lazyComponent(async () => (await import('./robots/chat-robots')).ChatRobots);

/** What those who look after a chat change: of a group its settings, and of any chat the programs in it. */
export function GroupSettingsView({ part, ...chat }: { name: string; part: string | undefined; chats: Chats }) {
  return part === 'robots' ? <ChatRobots {...chat} /> : <Settings {...chat} />;
}

function Settings({ name, chats }: { name: string; chats: Chats }) {
  const { settings, failure, take, load } = useSettings(name, chats);
  const back = { href: `/chat/${encodeURIComponent(name)}`, words: groupText.settings.back };
  if (failure instanceof ApiError && failure.status === 404) return <NotFound />;
  if (failure instanceof ApiError && failure.status === 403)
    return <NotFound words={groupText.settings.notAdmin} way={back} />;
  return (
    <Page title={settings?.chat.title ?? groupText.settings.title} back={back}>
      {settings ? (
        <>
          <GroupName settings={settings} take={take} />
          <GroupMembers settings={settings} me={chats.me} take={take} />
          <GroupAccess settings={settings} take={take} />
          <GroupRetention settings={settings} take={take} />
          <GroupSlowMode settings={settings} take={take} />
          <RobotsSection name={name} />
          <GroupDeletion chat={settings.chat} chats={chats} />
        </>
      ) : failure ? (
        <div role="alert" class="flex flex-col items-start gap-3">
          <p class="font-semibold text-danger">{wordsFor(failure)}</p>
          <button type="button" class="btn btn-main" onClick={load}>
            {t.access.again}
          </button>
        </div>
      ) : (
        <span aria-hidden class="h-40 animate-late rounded-3xl bg-sunken" />
      )}
    </Page>
  );
}

function useSettings(name: string, chats: Chats) {
  const [settings, setSettings] = useState<GroupSettings | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const take = (fresh: GroupSettings) => {
    setSettings(fresh);
    chats.renew(fresh.chat);
  };
  const load = () => {
    setFailure(null);
    groupsApi.settings(name).then(take, setFailure);
  };
  useEffect(load, [name]);
  useRetry(failure, load);
  return { settings, failure, take, load };
}

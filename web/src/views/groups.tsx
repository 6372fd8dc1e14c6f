import { Search } from 'lucide-preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { GroupRow } from '../components/chat-list/group-row';
import { EmptyState } from '../components/dialogs/empty-state';
import { Page } from '../components/shell/page';
import { useRetry } from '../components/shell/use-retry';
import type { Chats } from '../state/chats/chats';
import { GroupSearch } from '../state/chats/group-search';
import { groupsApi } from '../state/groups-api';
import { clock } from '../state/page/browser';
import { t, wordsFor } from '../text';
import { groupsText } from '../text/groups';
import type { User } from '../wire';

/** The open groups, to search and to join. */
export function GroupsView({ user, chats }: { user: User; chats: Chats }) {
  const [search] = useState(() => new GroupSearch(groupsApi, clock));

  useEffect(() => {
    void search.search();
    return () => search.stop();
  }, [search]);

  const groups = search.groups.value;
  const failure = search.failure.value;
  const goOn = () => void (search.more.value ? search.next() : search.search());
  useRetry(failure, goOn);
  return (
    <Page title={groupsText.groups.title}>
      <p class="-mt-3 text-soft">{groupsText.groups.intro}</p>
      <SearchField search={search} />
      <p role="status" class="sr-only">
        {search.searching.value ? groupsText.groups.searching : groups && groupsText.groups.found({ n: groups.length })}
      </p>
      {groups === null && !failure && <Skeleton />}
      {groups && groups.length > 0 && (
        <ul aria-label={groupsText.groups.list} class="flex flex-col gap-2">
          {groups.map((group) => (
            <GroupRow key={group.name} group={group} user={user} chats={chats} />
          ))}
        </ul>
      )}
      {groups?.length === 0 && !search.more.value && <Nothing query={search.query.value.trim()} />}
      {failure !== null && (
        <p role="alert" class="font-semibold text-danger">
          {wordsFor(failure)}
        </p>
      )}
      {(search.more.value || failure !== null) && (
        <button type="button" class="btn btn-quiet self-center" aria-busy={search.searching.value} onClick={goOn}>
          {failure === null ? groupsText.groups.more : t.access.again}
        </button>
      )}
    </Page>
  );
}

function SearchField({ search }: { search: GroupSearch }) {
  const id = useId();
  return (
    <div class="relative">
      <label for={id} class="sr-only">
        {groupsText.groups.search}
      </label>
      <Search size="1.25rem" aria-hidden class="absolute top-3.5 left-4 text-soft" />
      <input
        id={id}
        type="search"
        dir="auto"
        value={search.query.value}
        placeholder={groupsText.groups.search}
        autocomplete="off"
        maxLength={128}
        onInput={({ currentTarget }) => search.type(currentTarget.value)}
        class="h-12 w-full rounded-2xl border border-line bg-surface pr-4 pl-11 placeholder:text-soft"
      />
    </div>
  );
}

function Nothing({ query }: { query: string }) {
  return (
    <EmptyState
      title={groupsText.groups.noneTitle}
      words={query ? groupsText.groups.noMatch({ query }) : groupsText.groups.none}
    />
  );
}

function Skeleton() {
  return (
    <div aria-hidden class="flex animate-late flex-col gap-2">
      {[1, 2, 3].map((row) => (
        <span key={row} class="h-18 rounded-3xl bg-sunken" />
      ))}
    </div>
  );
}

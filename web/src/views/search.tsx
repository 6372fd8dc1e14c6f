import { X } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { useEscape } from '../components/dialogs/use-escape';
import { describing, placeOf } from '../components/search/describe';
import { Filters } from '../components/search/filters';
import { KindTabs } from '../components/search/kind-tabs';
import { RoomFiles } from '../components/search/room-files';
import { SearchField } from '../components/search/search-field';
import { SearchOutcome } from '../components/search/search-outcome';
import { SearchStart } from '../components/search/search-start';
import { turnTo, useKnownPeople, useSearchAt } from '../components/search/use-search';
import { useWhereOneWas } from '../components/search/use-where-one-was';
import { stepInto, WalkedList } from '../components/search/walked-list';
import { useTitle } from '../components/shell/use-title';
import type { Chats } from '../state/chats/chats';
import { storage } from '../state/page/browser-features';
import { navigate } from '../state/page/navigation';
import { sameEntry, searchPath } from '../state/page/search-path';
import { RecentSearches } from '../state/search/recent-searches';
import { addressOf } from '../state/search/search-address';
import { inputOf, queryOf, without } from '../state/search/search-query';
import { t } from '../text';
import { searchText } from '../text/search';
import type { User } from '../wire';

/** Searches one chat or all of them, and shows the files of one. */
export function SearchView({ user, chats }: { user: User; chats: Chats }) {
  const address = addressOf(useSearch());
  const { room, kind } = address;
  const search = useSearchAt(chats, address);
  const people = useKnownPeople(chats, room, user);
  const [recent] = useState(() => new RecentSearches(user.username, storage));
  const page = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<{ insert(text: string): void }>(null);
  const leaving = useWhereOneWas(search, page);
  const close = () => leaving(() => leave(room));
  useEscape(close);
  useTitle(t.search.title);

  const describe = describing(chats, people);
  const place = room === null ? null : (placeOf(chats, room) ?? searchText.filters.thisChat);
  const input = search.input.value;
  const asked = search.asked.value.query;
  const remember = () => recent.add(search.asked.value.query);
  const meant = () => {
    search.now();
    remember();
  };
  return (
    <main ref={page} class="relative min-w-0 flex-1 overflow-y-auto px-4 pt-4 pb-10 sm:px-8 sm:pt-6">
      <div class="mx-auto flex max-w-xl flex-col gap-5">
        <Heading close={close} />
        <SearchField {...{ search, chats, people, meant }} hold={field} down={() => stepInto(list.current)} />
        <Filters
          place={place}
          leavePlace={() => turnTo(searchPath(null, queryOf(input)))}
          operators={input.operators}
          wordsFor={describe.operator}
          remove={(operator) => search.now({ ...input, operators: without(input.operators, operator) })}
        />
        {room !== null && <KindTabs room={room} query={queryOf(input)} kind={kind} />}
        <WalkedList list={list}>
          {room !== null && kind !== null ? (
            <RoomFiles key={`${room} ${kind}`} {...{ room, kind, chats }} me={user} />
          ) : asked === '' ? (
            <SearchStart
              recent={recent}
              wordsFor={(kept) => describe.input(inputOf(kept))}
              again={(kept) => turnTo(searchPath(room, kept))}
              begin={(text) => field.current?.insert(text)}
            />
          ) : (
            <SearchOutcome {...{ search, chats, place }} query={describe.input(inputOf(asked))} follow={remember} />
          )}
        </WalkedList>
      </div>
    </main>
  );
}

/** Back to where one was; from an address that was opened by itself, to the chat. */
function leave(room: string | null): void {
  if (sameEntry()) history.back();
  else navigate(room === null ? '/' : `/chat/${encodeURIComponent(room)}`);
}

function Heading({ close }: { close(): void }) {
  const words = searchText.field.close;
  return (
    <header class="flex items-center gap-2 low:pe-24">
      <h1 class="min-w-0 flex-1 truncate text-2xl font-extrabold">{t.search.title}</h1>
      <button type="button" aria-label={words} title={words} class="icon-btn" onClick={close}>
        <X size="1.25rem" aria-hidden />
      </button>
    </header>
  );
}

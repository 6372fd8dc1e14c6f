import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import { speakersOf } from '../../state/mentions/mention-completion';
import { navigate } from '../../state/page/navigation';
import { sameEntry, searchPath } from '../../state/page/search-path';
import { searchOf } from '../../state/search/kept-search';
import type { Search } from '../../state/search/search';
import type { SearchAddress } from '../../state/search/search-address';
import { peopleIn } from '../../state/search/suggestions';
import type { Author } from '../../wire/index';

/** Another search in the place of this one: Back leads out of all of them. */
export const turnTo = (path: string): void => navigate(path, { replace: true, state: sameEntry() });

/** The user's search, at what the address says; the address follows what is typed. */
export function useSearchAt(chats: Chats, { room, query }: SearchAddress): Search {
  const search = searchOf(chats);
  // Before it is drawn: what another address had found is not shown at this one.
  useState(() => search.open({ query, room }));
  useEffect(() => search.open({ query, room }), [search, query, room]);
  useEffect(() => {
    search.turned = (asked) => turnTo(searchPath(asked.room, asked.query));
    return () => {
      search.turned = () => {};
      search.stop();
    };
  }, [search]);
  return search;
}

/** Who is known, those of the chat that is searched first. */
export function useKnownPeople(chats: Chats, room: string | null, me: Author): readonly Author[] {
  const state = room === null ? null : chats.room(room);
  const messages = state?.messages.value;
  const members = state?.members.value;
  const list = chats.list.value;
  return useMemo(
    () => [...speakersOf(messages ?? []), ...(members ?? []), ...peopleIn(list ?? [], me)],
    [messages, members, list, me],
  );
}

import type { Chats } from '../chats/chats';
import { clock } from '../page/browser';
import { Search } from './search';
import { searchApi } from './search-api';

const kept = new WeakMap<Chats, Search>();

/** A user's search: whoever comes back from a result finds it as they left it. It goes with the user's chats. */
export function searchOf(chats: Chats): Search {
  const search = kept.get(chats) ?? new Search(searchApi, clock);
  kept.set(chats, search);
  return search;
}

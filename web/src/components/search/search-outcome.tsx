import { Link } from 'wouter-preact';
import { ApiError } from '../../api/errors';
import type { Chats } from '../../state/chats/chats';
import { now } from '../../state/page/clock';
import { sameEntry, searchPath } from '../../state/page/search-path';
import { type Search, waitOf } from '../../state/search/search';
import { queryOf } from '../../state/search/search-query';
import { t, wordsFor } from '../../text/index';
import { searchText } from '../../text/search/index';
import { clockTime, dayName } from '../../text/time';
import { EmptyState } from '../dialogs/empty-state';
import { useRetry } from '../shell/use-retry';
import { MoreButton } from './more-button';
import { ResultList } from './result-list';

interface Props {
  search: Search;
  chats: Chats;
  /** The title of the chat that is searched; null: all of them. */
  place: string | null;
  /** What is searched for, as people read it. */
  query: string;
  follow(): void;
}

/** What has come of a search: what was found, how far back, and what can be done next. */
export function SearchOutcome({ search, chats, place, query, follow }: Props) {
  const found = search.found.value;
  const failure = search.failure.value;
  const count = found?.pages.flat().length ?? 0;
  const goOn = () => search.next();
  useRetry(failure, goOn);
  const none = found !== null && count === 0 && failure === null;
  return (
    <>
      <Announcement search={search} count={count} />
      {found === null && failure === null && <Skeleton />}
      <ResultList {...{ search, chats, follow }} />
      {none && (
        <EmptyState
          title={searchText.none.title}
          words={
            place === null ? searchText.none.everywhere({ query }) : searchText.none.inRoom({ query, chat: place })
          }
        />
      )}
      <Failure failure={failure} goOn={goOn} />
      {found && failure === null && (
        <Further complete={found.complete} cursor={found.cursor} to={found.searchedTo} {...{ search, count, goOn }} />
      )}
      {(none || statusOf(failure) === 404) && place !== null && (
        <Link
          href={searchPath(null, queryOf(search.input.value))}
          state={sameEntry()}
          replace
          class="btn btn-quiet self-center"
        >
          {t.search.everywhere}
        </Link>
      )}
    </>
  );
}

const statusOf = (failure: unknown): number => (failure instanceof ApiError ? failure.status : 0);

/** Told when a screen reader is free. */
function Announcement({ search, count }: { search: Search; count: number }) {
  const { found, searching } = search;
  const sofar = found.value !== null && found.value.cursor !== null;
  const words = sofar ? searchText.results.countSoFar({ n: count }) : searchText.results.count({ n: count });
  return (
    <p role="status" data-testid="search-status" class="sr-only">
      {searching.value
        ? searchText.results.searching
        : found.value && (count > 0 || sofar ? words : searchText.none.title)}
    </p>
  );
}

interface FurtherProps {
  search: Search;
  count: number;
  complete: boolean;
  cursor: string | null;
  /** The time that was searched back to. */
  to: string | null;
  goOn(): void;
}

/** The way on. What takes the server long is not asked for by scrolling. */
function Further({ search, count, complete, cursor, to, goOn }: FurtherProps) {
  if (cursor === null) return null;
  const busy = search.searching.value;
  if (complete) return <MoreButton words={searchText.results.more} busy={busy} count={count} goOn={goOn} />;
  return (
    <div class="flex flex-col items-center gap-2">
      {to && <p class="text-soft">{searchText.results.back({ time: timeOf(new Date(to), now.value) })}</p>}
      <MoreButton words={searchText.results.further} busy={busy} count={null} goOn={goOn} />
    </div>
  );
}

const timeOf = (date: Date, today: Date): string => `${dayName(date, today)}, ${clockTime(date)}`;

/** A search that is none yet is a hint; one too many says when it goes on by itself. */
function Failure({ failure, goOn }: { failure: unknown; goOn(): void }) {
  if (failure === null) return null;
  if (failure instanceof ApiError && failure.code === 'nothing_to_search')
    return (
      <p role="status" class="text-soft">
        {searchText.trouble.nothing}
      </p>
    );
  const wait = waitOf(failure);
  return (
    <div role="alert" class="flex flex-col items-center gap-3">
      <p class="font-semibold text-danger">{wait > 0 ? searchText.trouble.wait({ n: wait }) : wordsFor(failure)}</p>
      {wait === 0 && statusOf(failure) !== 404 && (
        <button type="button" class="btn btn-quiet" onClick={goOn}>
          {t.access.again}
        </button>
      )}
    </div>
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

import { Clock, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { RecentSearches } from '../../state/search/recent-searches';
import { OPERATORS } from '../../state/search/search-query';
import { searchText } from '../../text/search/index';

interface Props {
  recent: RecentSearches;
  /** How a search that is kept reads. */
  wordsFor(query: string): string;
  again(query: string): void;
  /** Types an operator. */
  begin(text: string): void;
}

/** Before anything is typed: what was searched for last, and what narrows a search. */
export function SearchStart({ recent, wordsFor, again, begin }: Props) {
  const [searches, setSearches] = useState(recent.all);
  const forget = (query: string) => {
    recent.remove(query);
    setSearches(recent.all);
  };
  return (
    <>
      {searches.length > 0 && (
        <section class="flex flex-col gap-2">
          <h2 class="text-lg font-extrabold">{searchText.recent.title}</h2>
          <ul>
            {searches.map((query) => (
              <Recent key={query} words={wordsFor(query)} again={() => again(query)} forget={() => forget(query)} />
            ))}
          </ul>
        </section>
      )}
      <section class="flex flex-col gap-2">
        <h2 class="text-lg font-extrabold">{searchText.tips.title}</h2>
        <ul>
          {OPERATORS.map((name) => (
            <li key={name}>
              <button type="button" class="menu-item" onClick={() => begin(`${name}:`)}>
                <code class="font-mono text-sm">{name}:</code>
                <span class="min-w-0 text-soft">{searchText.tips[name]}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Recent({ words, again, forget }: { words: string; again(): void; forget(): void }) {
  return (
    <li data-testid="recent-search" class="flex items-center gap-1">
      <button type="button" class="menu-item min-w-0" onClick={again}>
        <Clock size="1.125rem" aria-hidden class="shrink-0 text-soft" />
        <span dir="auto" class="min-w-0 truncate">
          {words}
        </span>
      </button>
      <button type="button" aria-label={searchText.recent.forget({ query: words })} class="icon-btn" onClick={forget}>
        <X size="1.125rem" aria-hidden />
      </button>
    </li>
  );
}

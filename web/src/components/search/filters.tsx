import { X } from 'lucide-preact';
import type { Operator } from '../../state/search/search-query';
import { searchText } from '../../text/search/index';

interface Props {
  /** The chat that is searched, by its title; null: all of them. */
  place: string | null;
  leavePlace(): void;
  operators: readonly Operator[];
  /** What an operator says, in words. */
  wordsFor(operator: Operator): string;
  remove(operator: Operator): void;
}

/** What a search is narrowed to; each can be taken away. */
export function Filters({ place, leavePlace, operators, wordsFor, remove }: Props) {
  if (place === null && operators.length === 0) return null;
  return (
    <ul aria-label={searchText.filters.label} class="flex flex-wrap gap-2">
      {place !== null && <Chip words={searchText.filters.room({ chat: place })} remove={leavePlace} />}
      {operators.map((operator) => (
        <Chip key={`${operator.name}:${operator.value}`} words={wordsFor(operator)} remove={() => remove(operator)} />
      ))}
    </ul>
  );
}

function Chip({ words, remove }: { words: string; remove(): void }) {
  return (
    <li data-testid="filter" class="min-w-0">
      <button
        type="button"
        aria-label={searchText.filters.remove({ filter: words })}
        onClick={remove}
        class="flex min-h-9 max-w-full items-center gap-2 rounded-full bg-snow px-3 text-sm font-bold text-snow-ink"
      >
        <span dir="auto" class="min-w-0 truncate">
          {words}
        </span>
        <X size="1rem" aria-hidden class="shrink-0" />
      </button>
    </li>
  );
}

import { Search as Glass } from 'lucide-preact';
import type { Ref } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import type { Search } from '../../state/search/search';
import { type BegunOperator, operatorBegun } from '../../state/search/search-query';
import { searchText } from '../../text/search/index';
import type { Author } from '../../wire/index';
import { SEARCH_FIELD } from '../shell/shortcuts';
import { OperatorCompletion } from './operator-completion';

/** The longest search, in Unicode code points: the server takes no longer one. */
const LONGEST = 200;

interface Props {
  search: Search;
  chats: Chats;
  people: readonly Author[];
  /** What the page does with the field. */
  hold: Ref<{ insert(text: string): void }>;
  /** Enter: what is typed is meant. */
  meant(): void;
  /** Arrow down: into the list below. */
  down(): void;
}

/** Where a search is typed; operators that are typed in full leave the words. */
export function SearchField({ search, chats, people, hold, meant, down }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [begun, setBegun] = useState<BegunOperator | null>(null);
  /** Where an operator begins that is not to be completed. */
  const dismissed = useRef<number | null>(null);
  const { operators, words } = search.input.value;

  const onInput = ({ value, selectionStart, selectionEnd }: HTMLInputElement) => {
    const place = selectionStart === selectionEnd ? operatorBegun(value.slice(0, selectionEnd ?? 0)) : null;
    if (place?.start !== dismissed.current) dismissed.current = null;
    setBegun(dismissed.current === null ? place : null);
    const rooms = new Set(chats.list.value?.map(({ name }) => name));
    search.type({ operators, words: value }, rooms);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') meant();
    else if (event.key === 'ArrowDown') down();
    else if (event.key === 'Backspace' && !words && operators.length > 0)
      search.type({ operators: operators.slice(0, -1), words }, new Set());
    else return;
    event.preventDefault();
  };

  useImperativeHandle(hold, () => ({
    insert(text) {
      const input = field.current;
      if (!input) return;
      input.value = /\S$/.test(input.value) ? `${input.value} ${text}` : input.value + text;
      input.focus();
      onInput(input);
    },
  }));

  return (
    <div class="relative min-w-0 flex-1">
      <label for={SEARCH_FIELD} class="sr-only">
        {searchText.field.label}
      </label>
      <Glass size="1.25rem" aria-hidden class="absolute top-3.5 left-4 text-soft" />
      <input
        ref={field}
        id={SEARCH_FIELD}
        type="search"
        dir="auto"
        value={words}
        placeholder={searchText.field.placeholder}
        aria-autocomplete="list"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={LONGEST}
        enterkeyhint="search"
        onInput={({ currentTarget }) => onInput(currentTarget)}
        onKeyDown={onKeyDown}
        class="h-12 w-full rounded-2xl border border-line bg-surface pr-4 pl-11 placeholder:text-soft"
      />
      {field.current && begun && (
        <OperatorCompletion
          {...{ chats, people }}
          field={field.current}
          place={begun}
          close={() => {
            dismissed.current = begun.start;
            setBegun(null);
          }}
        />
      )}
    </div>
  );
}

import type { Chats } from '../../state/chats/chats';
import type { Operator, SearchInput } from '../../state/search/search-query';
import { titleOf } from '../../text/names';
import { searchText } from '../../text/search/index';
import { dateName } from '../../text/time';
import type { Author } from '../../wire/index';

/** Searches as people read them: with names of people and chats, and days. */
export interface Describe {
  operator(operator: Operator): string;
  input(input: SearchInput): string;
}

/** @param people those whose names are known */
export function describing(chats: Chats, people: readonly Author[]): Describe {
  const shown = ({ name, value }: Operator): string => {
    switch (name) {
      case 'from':
        return people.find(({ username }) => username === value)?.display_name ?? `@${value}`;
      case 'in':
        return placeOf(chats, value) ?? value;
      case 'has':
        return searchText.contents[value as keyof typeof searchText.contents];
      default:
        return dateName(new Date(value));
    }
  };
  const operator = (each: Operator) => searchText.operators[each.name]({ value: shown(each) });
  const input = ({ operators, words }: SearchInput) =>
    [words.trim(), ...operators.map(operator)].filter(Boolean).join(', ');
  return { operator, input };
}

/** What a chat of the user's is called; null for any other. */
export function placeOf(chats: Chats, room: string): string | null {
  const chat = chats.list.value?.find(({ name }) => name === room);
  return chat ? titleOf(chat, chats.namesakes.value) : null;
}

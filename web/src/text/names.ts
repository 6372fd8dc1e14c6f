import { computed } from '@preact/signals';
import type { Author, Chat } from '../wire';
import { locale, t } from '.';
import { isolated } from './direction';

const list = computed(() => new Intl.ListFormat(locale.value, { type: 'conjunction' }));

type Usernames = ReadonlySet<string>;
const NOBODY: Usernames = new Set();

/** What a person is called; with their username where they are among those whom the name does not tell apart. */
export const displayNameOf = ({ username, display_name: name }: Author, namesakes: Usernames): string =>
  namesakes.has(username) ? t.person.full({ name, username }) : name;

/** The same where a text stands alone: a program's says that it is one. */
export const markedNameOf = (author: Author, namesakes = NOBODY): string =>
  displayNameOf(author, namesakes) + (author.bot ? ` (${t.person.bot})` : '');

/** A chat's name for people. */
export function titleOf(chat: Chat, namesakes: Usernames = NOBODY): string {
  if (chat.kind === 'public') return t.chats.public;
  return chat.other ? displayNameOf(chat.other, namesakes) : chat.title;
}

/** Names, as a list in words. */
export const listOf = (names: readonly string[]): string => list.value.format(names.map(isolated));

export const namesOf = (people: readonly Author[], namesakes: Usernames): string =>
  listOf(people.map((each) => displayNameOf(each, namesakes)));

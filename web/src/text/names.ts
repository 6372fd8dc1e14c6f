import { computed } from '@preact/signals';
import type { Author, Chat } from '../wire';
import { locale, t } from '.';
import { isolated } from './direction';

const list = computed(() => new Intl.ListFormat(locale.value, { type: 'conjunction' }));

/** A chat's name for people. */
export function titleOf(chat: Chat): string {
  if (chat.kind === 'public') return t.chats.public;
  return chat.kind === 'private' ? (chat.other?.display_name ?? chat.title) : chat.title;
}

export const namesOf = (people: readonly Author[]): string =>
  list.value.format(people.map((each) => isolated(each.display_name)));

import type { Author, Chat } from '../wire';
import { t } from '.';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** A chat's name for people. */
export function titleOf(chat: Chat): string {
  if (chat.kind === 'public') return t.chats.public;
  return chat.kind === 'private' ? (chat.other?.display_name ?? chat.title) : chat.title;
}

export const namesOf = (people: readonly Author[]): string => list.format(people.map((each) => each.display_name));

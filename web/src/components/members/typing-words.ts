import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import { t } from '../../text/index';
import { displayNameOf, listOf } from '../../text/names';

/** So many are named. */
const NAMED = 3;

/** That somebody is typing in a chat; null while nobody does. It is there to be read, and not announced each time. */
export function typingWords(room: RoomState, { typing }: Chats): string | null {
  const usernames = typing.people.value[room.name] ?? [];
  if (usernames.length === 0) return null;
  if (room.chat.value?.kind === 'private') return t.typing.alone;
  if (usernames.length > NAMED) return t.typing.many;
  const names = usernames.map((username) => nameOf(username, room));
  const [first = ''] = names;
  return names.length === 1 ? t.typing.one({ name: first }) : t.typing.some({ names: listOf(names) });
}

function nameOf(username: string, room: RoomState): string {
  const person = room.people.value.get(username);
  return person ? displayNameOf(person, room.namesakes.value) : `@${username}`;
}

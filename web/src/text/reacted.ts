import type { Author, Reaction } from '../wire';
import { t } from '.';
import { displayNameOf, listOf } from './names';

/** Who a chat knows. */
interface People {
  /** By username. */
  people: ReadonlyMap<string, Author>;
  namesakes: ReadonlySet<string>;
}

/** What somebody is called; by their username where they are not known here. */
export function nameOf(username: string, { people, namesakes }: People): string {
  const person = people.get(username);
  return person ? displayNameOf(person, namesakes) : `@${username}`;
}

/** Who reacted, in words: the reader first, and of many others how many more there are. */
export function reactorsOf({ count, usernames, me }: Reaction, reader: string, known: People, most: number): string {
  const own = me ? [t.reactions.you] : [];
  const others = usernames.filter((username) => username !== reader).slice(0, most - own.length);
  const more = count - own.length - others.length;
  const names = [...own, ...others.map((username) => nameOf(username, known))];
  return listOf(more > 0 ? [...names, t.reactions.others({ n: more })] : names);
}

import type { Author } from '../../wire/index';

/** What eyes see of a name: neither letters without a shape, nor case, nor a dot on an i, nor how many blanks there are. */
const seenOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/ı|i\u0307/g, 'i');

/** Those among `people`, by username, whose name somebody else among them has or had as well. */
export function namesakesAmong(people: Iterable<Author>): ReadonlySet<string> {
  const looks = new Map<string, string>();
  const bearers = new Map<string, Set<string>>();
  for (const { username, display_name: name } of people) {
    const look = looks.get(name) ?? seenOf(name);
    looks.set(name, look);
    bearers.set(look, (bearers.get(look) ?? new Set()).add(username));
  }
  return new Set([...bearers.values()].filter(({ size }) => size > 1).flatMap((usernames) => [...usernames]));
}

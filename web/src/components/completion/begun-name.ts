import { type NamedPlace, nameBegun } from '../../emoji/names';
import { mentionBegun } from '../../rich/mentions';

/** A name that the caret stands behind, and what it is the name of. */
export interface BegunName extends NamedPlace {
  of: 'emoji' | 'person';
}

/** The name that a text ends within; null where it ends in none. */
export function begunName(text: string): BegunName | null {
  const emoji = nameBegun(text);
  if (emoji) return { ...emoji, of: 'emoji' };
  const person = mentionBegun(text);
  return person && { ...person, of: 'person' };
}

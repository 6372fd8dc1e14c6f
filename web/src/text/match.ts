/**
 * How well a name fits what is typed, both folded, the smaller the better. 0: that is the name; 1: so it begins; 2: so
 * another word of it does; null: neither.
 */
export function rankOf(name: string, wanted: string): 0 | 1 | 2 | null {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return [' ', '_', '-'].some((gap) => name.includes(gap + wanted)) ? 2 : null;
}

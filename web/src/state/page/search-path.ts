/** Of an entry of the history that was come to from within the client: Back leads to where one was. */
export const WITHIN = { within: true };

/** The state of that entry, for another search in its place. */
export const sameEntry = (): typeof WITHIN | null => (history.state?.within ? WITHIN : null);

/** Where a search is: in one chat, or everywhere. What was typed stays in the address, so that it can be kept and shared. */
export function searchPath(room: string | null, query = '', kind = ''): string {
  const parts = Object.entries({ room, q: query, kind }).filter((part): part is [string, string] => Boolean(part[1]));
  return parts.length > 0 ? `/search?${new URLSearchParams(parts)}` : '/search';
}

/** Addresses of the client that lead on to another of its addresses. */

/** Verification, and then on to `next`. */
export const verifyFirst = (next: string): string => `/verify?${new URLSearchParams({ next })}`;

/** Where a page was to lead on to: an address of this site, or null, since a link must not lead out of it. */
export function nextOf(search: string): string | null {
  const next = new URLSearchParams(search).get('next');
  return next && /^\/(?![/\\])/.test(next) ? next : null;
}

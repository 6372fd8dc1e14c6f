/** Addresses of the client that lead on to another of its addresses. */

/** Stands for the site, whose own address does not matter here. */
const HERE = 'https://here.invalid';

/** Verification, and then on to `next`. */
export const verifyFirst = (next: string): string => `/verify?${new URLSearchParams({ next })}`;

/** Where a page was to lead on to: an address of this site, or null, since a link must not lead out of it. */
export function nextOf(search: string): string | null {
  return withinSite(new URLSearchParams(search).get('next') ?? '');
}

/**
 * A path as browsers read it, who strip tabs and line breaks, take `\` for `/` and walk `..`; null where it would lead
 * to another site, or is none.
 */
export function withinSite(path: string): string | null {
  const url = path.startsWith('/') && URL.canParse(path, HERE) ? new URL(path, HERE) : null;
  if (url?.origin !== HERE) return null;
  const { pathname, search, hash } = url;
  // What is left of `/x/..//elsewhere` names a site of its own.
  return pathname.startsWith('//') ? null : pathname + search + hash;
}

/** Which requests the kept shell answers: the client's own files and pages, and nothing else ever. */

/** A request, as far as that depends on it. */
export interface AssetRequest {
  method: string;
  mode: string;
  url: string;
}

const PAGE = '/index.html';

/** The path of the kept file that answers a request; null for the network, as with everything of the API. */
export function cachedPathFor(
  { method, mode, url }: AssetRequest,
  origin: string,
  files: ReadonlySet<string>,
): string | null {
  const { origin: asked, pathname } = new URL(url);
  if (method !== 'GET' || asked !== origin) return null;
  if (mode === 'navigate') return isPage(pathname) ? PAGE : null;
  return files.has(pathname) ? pathname : null;
}

/** As the CDN has it: a path without a file's name is the one page, but for the APIs and what is local. */
function isPage(pathname: string): boolean {
  const [, first = ''] = pathname.split('/');
  const last = pathname.slice(pathname.lastIndexOf('/'));
  return first !== 'api' && first !== 'ws' && !first.startsWith('_') && !last.includes('.');
}

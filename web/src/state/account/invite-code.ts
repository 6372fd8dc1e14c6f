import { withinSite } from './return-path';

/** The invitation to the site that a page's query brings: its own, or that of where it leads on to. Null: none. */
export function inviteIn(search: string): string | null {
  const query = new URLSearchParams(search);
  const next = withinSite(query.get('next') ?? '');
  return query.get('invite') ?? (next && inviteAt(next));
}

/** The one that somebody typed: a code, or an address with one in it. */
export function inviteTyped(text: string): string | null {
  const typed = text.trim();
  if (!URL.canParse(typed)) return typed || null;
  const { pathname, search } = new URL(typed);
  return inviteAt(pathname + search);
}

/** That of `/invite/{code}`, or of a group's `/chat/{name}?invite=`: it lets into the site, too, and names the group. */
function inviteAt(path: string): string | null {
  const [place = '', query] = path.split('?');
  const [, page, name = ''] = place.split('/');
  if (page === 'invite') return name || null;
  const secret = new URLSearchParams(query).get('invite');
  if (!secret) return null;
  return secret.includes('.') ? secret : `${name}.${secret}`;
}

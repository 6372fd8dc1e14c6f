import { t } from '.';

interface Deleted {
  author: { username: string };
  /** Who deleted it; null where that is not known. */
  by: string | null;
}

/** What stands in place of a deleted message. `me`: the reader, `admin`: of the chat that it is in. */
export function tombstoneOf({ author, by }: Deleted, me?: string | null, admin?: string | null): string {
  if (!by) return t.chat.deleted;
  if (by === me) return t.changed.byYou;
  if (by === author.username) return t.changed.byAuthor;
  return by === admin ? t.changed.byAdmin : t.changed.by({ username: by });
}

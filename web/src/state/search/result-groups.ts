import type { SearchResult } from '../../wire/index';

/** What was found in one chat. */
export interface ResultGroup {
  room: string;
  /** The chat's title; null for a private one. */
  title: string | null;
  results: readonly SearchResult[];
}

/**
 * What was found, by chat. Each page is grouped by itself, the chat of the latest message first, so that a page that comes
 * moves nothing that is there; a chat that ends one page and begins the next goes on.
 */
export function resultGroups(pages: readonly (readonly SearchResult[])[]): ResultGroup[] {
  const groups: ResultGroup[] = [];
  for (const page of pages) {
    for (const room of new Set(page.map(({ message }) => message.room))) {
      const results = page.filter(({ message }) => message.room === room);
      const last = groups.at(-1);
      if (last?.room === room) groups.splice(-1, 1, { ...last, results: [...last.results, ...results] });
      else groups.push({ room, title: results[0]?.title ?? null, results });
    }
  }
  return groups;
}

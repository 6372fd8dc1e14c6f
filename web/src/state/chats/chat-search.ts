/** What the chat switcher offers for what was typed. */
import { fold } from '../../text/fold';
import type { Chat } from '../../wire/index';

/** A chat with the name that people know it by. */
export interface Named {
  chat: Chat;
  title: string;
}

/** How well a chat answers a query: its beginning, the beginning of one of its words, anything in it; null for not. */
function rankOf({ title, chat }: Named, query: string): number | null {
  const name = fold(title);
  if (name.startsWith(query)) return 0;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(query))) return 1;
  return name.includes(query) || chat.other?.username.startsWith(query.replace(/^@/, '')) ? 2 : null;
}

/** The chats that a query may mean, the best first and else in their order; all of them for none. */
export function matching(chats: readonly Named[], typed: string): readonly Named[] {
  const query = fold(typed.trim());
  const ranked = chats.map((named) => ({ named, rank: rankOf(named, query) }));
  const found = ranked.filter((each): each is { named: Named; rank: number } => each.rank !== null);
  return found.toSorted((a, b) => a.rank - b.rank).map(({ named }) => named);
}

/** Somebody whom the query names and with whom there is no chat yet; null for nobody. */
export function strangerIn(chats: readonly Named[], typed: string, me: string): string | null {
  const name = fold(typed.trim().replace(/^@/, ''));
  const known = name === me || chats.some(({ chat }) => chat.other?.username === name);
  return !known && /^[a-z0-9_]{3,20}$/.test(name) ? name : null;
}

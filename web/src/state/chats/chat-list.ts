/** How a user's list of chats changes: newest activity first, unread messages counted as the server counts them. */
import type { Chat, ChatIndicators, Message, StatusChange } from '../../wire/index';
import { mentionsUser } from '../mentions/mentions';
import { type MarkedChat, summed, withCount, withMark } from '../mentions/unread-mentions';

/** A message that was deleted, by the change with that number. */
interface Deletion {
  seq: number;
  rev: number;
}

/** A chat with what has to be known for its counts of unread messages. */
export interface ListedChat extends MarkedChat {
  /** Those that were heard of; the server had counted those up to `last_rev` when it was asked last. */
  deletions?: readonly Deletion[];
  /** The state of a message after a change that came before the message itself. */
  ahead?: Message;
}

export type ChatList = readonly ListedChat[];

/** As many deletions of a chat are remembered. */
const DELETIONS = 200;

/** A message: its chat comes first, and is unread unless the user wrote it. */
export function withMessage(list: ChatList, message: Message, me: string): ChatList {
  const known = find(list, message.room);
  if (!known) return list;
  const chat = withMark(known, message, mentionsUser(message, me), null);
  const last_seq = Math.max(chat.last_seq, message.seq);
  const read_seq = message.author.username === me ? Math.max(chat.read_seq, message.seq) : chat.read_seq;
  const unread_from = message.author.username === me ? null : chat.unread_from;
  const told = counted({ ...chat, last_seq, read_seq, unread_from, unread: chat.unread + last_seq - chat.last_seq });
  if (message.seq <= (chat.last_message?.seq ?? 0)) return replaced(list, told);
  const ahead = chat.ahead?.seq === message.seq && isNewer(chat.ahead, message);
  return first(list, { ...told, last_message: ahead ? (chat.ahead ?? null) : message });
}

/** States of messages after a change: previews and counts follow, and no chat moves. */
export function withStates(list: ChatList, messages: readonly Message[], me: string): ChatList {
  return messages.reduce((changed, message) => withState(withMention(changed, message, me), message), list);
}

function withMention(list: ChatList, message: Message, me: string): ChatList {
  const chat = find(list, message.room);
  if (!chat || message.rev === 0) return list;
  const shown = chat.last_message?.seq === message.seq ? chat.last_message : null;
  const marked = withMark(chat, message, mentionsUser(message, me), shown && mentionsUser(shown, me));
  return marked === chat ? list : replaced(list, marked);
}

function withState(list: ChatList, message: Message): ChatList {
  const chat = find(list, message.room);
  if (!chat || message.rev === 0) return list;
  const { last_message, last_seq, deletions = [] } = chat;
  const { seq, rev } = message;
  const shown = last_message?.seq === seq && isNewer(message, last_message);
  const early = seq > (last_message?.seq ?? 0);
  const deleted = message.deleted !== null && seq > chat.read_seq && deletions.every((each) => each.seq !== seq);
  if (!shown && !early && !deleted) return list;
  return replaced(
    list,
    counted({
      ...chat,
      ...(shown && { last_message: message }),
      ...(early && { ahead: message }),
      ...(deleted && { deletions: [...deletions, { seq, rev }].slice(-DELETIONS) }),
      unread: chat.unread - (deleted && rev > chat.last_rev && seq <= last_seq ? 1 : 0),
    }),
  );
}

/** The user has read a chat up to `seq`. */
export function withRead(list: ChatList, room: string, seq: number): ChatList {
  const chat = find(list, room);
  if (!chat || (seq <= chat.read_seq && !chat.unread_from)) return list;
  const read_seq = Math.max(chat.read_seq, Math.min(seq, chat.last_seq));
  return replaced(list, counted({ ...chat, read_seq, unread_from: null }));
}

/** The user has marked a chat unread from a message on, which `unread` messages of others follow, itself included. */
export function withUnreadFrom(list: ChatList, room: string, seq: number, unread: number): ChatList {
  const chat = find(list, room);
  return chat ? replaced(list, counted({ ...chat, unread_from: seq, unread })) : list;
}

/** What the server tells of chats that are not open: one in which more was said comes first. */
export function withIndicators(
  list: ChatList,
  { chat_counts, unread, unread_mentions, last_seqs, last_revs }: ChatIndicators,
): ChatList {
  let changed = list;
  for (const chat of list) {
    const { name, online_count } = chat;
    const [last_seq, last_rev] = [last_seqs[name] ?? 0, last_revs[name] ?? 0];
    const recount = recounted(chat, last_seq, last_rev, unread[name] ?? Number.POSITIVE_INFINITY);
    // What mentions nobody is not named there; nor is a chat of which nothing is told.
    const count = { mentions: unread_mentions[name] ?? 0, seq: last_seq, rev: last_rev };
    const told = name in last_seqs ? withCount(recount, count) : recount;
    const updated = { ...told, online_count: chat_counts[name] ?? online_count };
    changed = updated.last_seq > chat.last_seq ? first(changed, updated) : replaced(changed, updated);
  }
  return changed;
}

const PUBLIC = 'public-chat';

/**
 * There is a chat of the user's that the list does not know, or more was said in one than it knows; of the public chat's
 * messages, only the open one tells.
 */
export function isBehind(list: ChatList, { last_seqs }: ChatIndicators): boolean {
  if (Object.keys(last_seqs).some((room) => room !== PUBLIC && !find(list, room))) return true;
  return list.some(({ kind, name, last_seq }) => kind !== 'public' && (last_seqs[name] ?? 0) > last_seq);
}

/** People came, went or looked away. */
export function withStatuses(list: ChatList, changes: readonly StatusChange[]): ChatList {
  const statuses = new Map(changes.map(({ username, status }) => [username, status]));
  return list.map((chat) => {
    const status = chat.other && statuses.get(chat.other.username);
    return chat.other && status ? { ...chat, other: { ...chat.other, status } } : chat;
  });
}

/** A chat as the server has it now; one that is new to the list comes first. */
export function withChat(list: ChatList, chat: Chat): ChatList {
  const before = find(list, chat.name);
  return before ? replaced(list, newer(chat, before)) : [chat, ...list];
}

export function without(list: ChatList, name: string): ChatList {
  return list.filter((chat) => chat.name !== name);
}

/** The list from the server, with what was heard while it was on its way. */
export function merged(loaded: ChatList, current: ChatList): ChatList {
  const fresh = loaded.filter((chat) => (find(current, chat.name)?.last_seq ?? 0) > chat.last_seq);
  const chats = loaded.map((chat) => newer(chat, find(current, chat.name) ?? chat));
  const names = new Set(fresh.map(({ name }) => name));
  const later = current.flatMap(({ name }) => (names.has(name) ? chats.filter((chat) => chat.name === name) : []));
  return [...later, ...chats.filter(({ name }) => !names.has(name))];
}

/** `chat` as the server has it, but with nothing older than `before` knows. */
function newer(chat: Chat, before: ListedChat): ListedChat {
  const { last_seq, read_seq, last_message, marks = [], counted: count, deletions = [] } = before;
  const shown = isNewer(last_message, chat.last_message) ? last_message : chat.last_message;
  const heard = { deletions, marks, ...(count && { counted: count }) };
  const known = { ...chat, ...heard, last_message: shown, read_seq: Math.max(chat.read_seq, read_seq) };
  const told = recounted({ ...known, last_seq }, chat.last_seq, chat.last_rev, chat.unread);
  return withCount(told, { mentions: chat.unread_mentions, seq: chat.last_seq, rev: chat.last_rev });
}

/** The server counts `unread` messages up to `last_seq`, without those that were deleted up to `last_rev`. */
function recounted(chat: ListedChat, last_seq: number, last_rev: number, unread: number): ListedChat {
  const since = (chat.deletions ?? []).filter(({ seq, rev }) => rev > last_rev && seq > chat.read_seq);
  const later = Math.max(0, chat.last_seq - last_seq) - since.length;
  const end = { last_seq: Math.max(chat.last_seq, last_seq), last_rev: Math.max(chat.last_rev, last_rev) };
  return counted({ ...chat, ...end, unread: unread + later });
}

/** No more can be unread than there are and were not deleted. */
function counted(chat: ListedChat): ListedChat {
  const { last_seq, read_seq, unread_from, deletions = [] } = chat;
  const known = unread_from ? unread_from - 1 : read_seq;
  const deleted = deletions.filter(({ seq }) => seq > known && seq <= last_seq);
  return summed({ ...chat, unread: Math.max(0, Math.min(chat.unread, last_seq - known - deleted.length)) });
}

/** A later message, or a later state of the same one. */
function isNewer(a: Message | null, b: Message | null): boolean {
  if (!a || !b || a.seq !== b.seq) return (a?.seq ?? 0) > (b?.seq ?? 0);
  return a.rev > b.rev;
}

const find = (list: ChatList, name: string): ListedChat | undefined => list.find((chat) => chat.name === name);

const first = (list: ChatList, chat: ListedChat): ChatList => [chat, ...without(list, chat.name)];

const replaced = (list: ChatList, chat: ListedChat): ChatList =>
  list.map((other) => (other.name === chat.name ? chat : other));

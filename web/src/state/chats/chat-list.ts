/** How a user's list of chats changes: newest activity first, unread messages counted as the server counts them. */
import type { Chat, ChatIndicators, Message, StatusChange } from '../../wire/index';

export type ChatList = readonly Chat[];

/** A message: its chat comes first, and is unread unless the user wrote it. */
export function withMessage(list: ChatList, message: Message, me: string): ChatList {
  const chat = find(list, message.room);
  if (!chat) return list;
  const last_seq = Math.max(chat.last_seq, message.seq);
  const read_seq = message.author.username === me ? Math.max(chat.read_seq, message.seq) : chat.read_seq;
  if (message.seq <= (chat.last_message?.seq ?? 0)) return replaced(list, counted({ ...chat, last_seq, read_seq }));
  return first(list, counted({ ...chat, last_seq, read_seq, last_message: message }));
}

/** The user has read a chat up to `seq`. */
export function withRead(list: ChatList, room: string, seq: number): ChatList {
  const chat = find(list, room);
  if (!chat || seq <= chat.read_seq) return list;
  return replaced(list, counted({ ...chat, read_seq: Math.min(seq, chat.last_seq) }));
}

/** What the server tells of chats that are not open: one in which more was said comes first. */
export function withIndicators(list: ChatList, { chat_counts, unread, last_seqs }: ChatIndicators): ChatList {
  let changed = list;
  for (const chat of list) {
    const last_seq = Math.max(chat.last_seq, last_seqs[chat.name] ?? 0);
    const read = (last_seqs[chat.name] ?? 0) - (unread[chat.name] ?? Number.POSITIVE_INFINITY);
    const online_count = chat_counts[chat.name] ?? chat.online_count;
    const updated = counted({ ...chat, last_seq, read_seq: Math.max(chat.read_seq, read), online_count });
    changed = last_seq > chat.last_seq ? first(changed, updated) : replaced(changed, updated);
  }
  return changed;
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

/** `chat`, but with nothing older than `before` knows. */
function newer(chat: Chat, before: Chat): Chat {
  const beyond = (before.last_message?.seq ?? 0) > (chat.last_message?.seq ?? 0);
  return counted({
    ...chat,
    last_seq: Math.max(chat.last_seq, before.last_seq),
    read_seq: Math.max(chat.read_seq, before.read_seq),
    last_message: beyond ? before.last_message : chat.last_message,
  });
}

const counted = (chat: Chat): Chat => ({ ...chat, unread: Math.max(0, chat.last_seq - chat.read_seq) });

const find = (list: ChatList, name: string) => list.find((chat) => chat.name === name);

const first = (list: ChatList, chat: Chat): ChatList => [chat, ...without(list, chat.name)];

const replaced = (list: ChatList, chat: Chat): ChatList =>
  list.map((other) => (other.name === chat.name ? chat : other));

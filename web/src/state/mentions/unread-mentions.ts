/** How many unread messages of a chat mention the user: what the server counted, with what was heard since. */
import type { Chat } from '../../wire/index';

/** Whether a message mentions the user in its state `rev`, and in the one that the server had counted. */
interface Mark {
  seq: number;
  rev: number;
  on: boolean;
  was: boolean;
}

/** What the server counted, up to which message, and up to which change. */
interface Counted {
  mentions: number;
  seq: number;
  rev: number;
}

/** A chat with what has to be known for its count of mentions. */
export interface MarkedChat extends Chat {
  marks?: readonly Mark[];
  counted?: Counted;
}

/** The states of as many messages of a chat are remembered. */
const MARKS = 200;

/**
 * A message was heard of, new or in another state. `was`: whether it mentioned the user before; null where that is not
 * known: then the server's next count tells.
 */
export function withMark<C extends MarkedChat>(
  chat: C,
  { seq, rev }: { seq: number; rev: number },
  on: boolean,
  was: boolean | null,
): C {
  const { marks = [], counted = countOf(chat) } = chat;
  const before = marks.find((mark) => mark.seq === seq);
  const former = before?.was ?? (seq > counted.seq ? false : was);
  if (seq <= chat.read_seq || former === null || (before && before.rev >= rev)) return chat;
  const others = marks.filter((mark) => mark !== before);
  return summed({ ...chat, counted, marks: [...others, { seq, rev, on, was: former }].slice(-MARKS) });
}

/** The server has counted anew. */
export function withCount<C extends MarkedChat>(chat: C, told: Counted): C {
  const { marks = [], counted } = chat;
  if (counted && (told.seq < counted.seq || told.rev < counted.rev)) return summed(chat);
  const inCount = ({ seq, rev }: Mark) => seq <= told.seq && rev <= told.rev;
  return summed({
    ...chat,
    counted: told,
    marks: marks.map((mark) => (inCount(mark) ? { ...mark, was: mark.on } : mark)),
  });
}

/** The count as it is now: what is read mentions nobody any more, and no more can than are unread. */
export function summed<C extends MarkedChat>(chat: C): C {
  const { read_seq, unread, counted = countOf(chat) } = chat;
  const marks = (chat.marks ?? []).filter(({ seq }) => seq > read_seq);
  const base = read_seq >= counted.seq ? 0 : counted.mentions;
  const since = marks.reduce((sum, { seq, on, was }) => sum + Number(on) - Number(seq <= counted.seq && was), 0);
  return { ...chat, marks, counted, unread_mentions: Math.max(0, Math.min(base + since, unread)) };
}

const countOf = ({ unread_mentions, last_seq, last_rev }: Chat): Counted => ({
  mentions: unread_mentions,
  seq: last_seq,
  rev: last_rev,
});

import { type Mentioned, NOBODY } from '../../rich/mentions';
import type { Outgoing, OutgoingChange, SendState } from '../../sync/outbox/outbox-entry';
import { quoteOf } from '../../sync/room/quotes';
import type { Author, CallSummary, FileInfo, Message, Quote, Reaction, ThreadSummary } from '../../wire/index';
import { names } from '../mentions/mentions';
import type { SystemEvent } from './room';

export interface MessageLine {
  kind: 'message';
  key: string;
  room: string;
  /** Its number in the room, 0 until it is known. */
  seq: number;
  author: Author;
  /** Somebody else here has the same name. */
  namesake: boolean;
  /** The reader's own. */
  own: boolean;
  /** The author begins to speak here. */
  first: boolean;
  /** The author stops speaking here. */
  last: boolean;
  created: Date;
  /** Null where there is none, as in a deleted message. */
  body: string | null;
  file: FileInfo | null;
  /** What became of a call. */
  call: CallSummary | null;
  mentioned: Mentioned;
  /** It names the reader, or everybody. */
  named: boolean;
  /** It was deleted: by whom, or null where that is not known. */
  deleted: { by: string | null } | null;
  /** When it was edited last. */
  edited: Date | null;
  pinned: boolean;
  reactions: readonly Reaction[];
  /** What it is a reply to. */
  quoted: Quote | null;
  /** The replies of the thread that it begins. */
  replies: ThreadSummary | null;
  /** Null for messages of others; an edit that is on its way counts as `sending`. */
  state: SendState | null;
  /** Why it failed; null unless it did. */
  reason: string | null;
  clientId: string;
}

export interface SystemLine {
  kind: 'system';
  key: string;
  what: SystemEvent;
  /** It is about the reader. */
  own: boolean;
  created: Date;
}

/**
 * What a conversation is made of, top to bottom; `seen` stands under the reader's last message, `unread` over the
 * first that was new to them.
 */
export type MessageListLine =
  | MessageLine
  | SystemLine
  | { kind: 'day'; key: string; created: Date }
  | { kind: 'unread'; key: 'unread'; created: Date }
  | { kind: 'seen'; key: 'seen'; created: Date; readers: readonly Author[] };

/** All that is said and done in a room. */
export interface Contents {
  messages: readonly Message[];
  unsent: readonly Outgoing[];
  /** What the reader is changing of the messages. */
  changes: readonly OutgoingChange[];
  systemEvents: readonly SystemEvent[];
  /** Those among the others who are told of by `seen`. */
  others: readonly Author[];
  /** How far they have read, by username. */
  readers: Readonly<Record<string, number>>;
  /** Those here, by username, whose name alone does not tell them apart. */
  namesakes: ReadonlySet<string>;
  /** The server has messages before these, or may have. */
  hasOlder: boolean;
  /** The number up to which the reader knew the room when they came; null where all was known. */
  knownTo: number | null;
  /** The message from which on they have marked it unread. */
  unreadFrom: number | null;
}

/** Messages of one author this close together, in milliseconds, share one heading. */
const TOGETHER = 5 * 60 * 1000;

/**
 * Lays a room out: the stored messages with what happened between them, then the reader's unsent ones; a line where
 * a day begins, `first` and `last` where an author begins and stops to speak. An own message keeps its key from the
 * moment it is written, so that it stays the same line. Where older messages are to come, the day of the oldest one
 * here may have begun before it, so nothing is said of it.
 */
export function messageListLines(contents: Contents, me: Author): MessageListLine[] {
  const { messages, unsent, changes, systemEvents, hasOlder } = contents;
  const edits = new Set(changes.filter(isOnItsWay).map(({ frame }) => frame.seq));
  const seen = seenOf(contents, me);
  const news = firstNew(contents, me);
  const lines: MessageListLine[] = [];
  let day = '';
  let before: MessageLine | undefined;
  for (const line of [
    ...storedLines(messages, systemEvents, me),
    ...unsent.map((each) => unsentLine(each, messages, me)),
  ]) {
    const { created } = line;
    const newDay = dayOf(created) !== day;
    day = dayOf(created);
    if (newDay && !(hasOlder && lines.length === 0)) lines.push({ kind: 'day', key: `day ${line.key}`, created });
    if (newDay || line.kind === 'system') before = undefined;
    if (line.kind === 'message') {
      line.namesake = contents.namesakes.has(line.author.username);
      if (line.seq > 0 && line.seq === news) {
        lines.push({ kind: 'unread', key: 'unread', created });
        before = undefined;
      }
      const near = before !== undefined && created.getTime() - before.created.getTime() < TOGETHER;
      line.first = !near || line.author.username !== before?.author.username;
      if (before) before.last = line.first;
      before = line;
    }
    lines.push(line);
    if (line.kind === 'message' && line.state === 'sent' && edits.has(line.seq)) line.state = 'sending';
    if (line.kind === 'message' && line.clientId === seen?.message.client_id && line.own) {
      lines.push({ kind: 'seen', key: 'seen', created, readers: seen.readers });
    }
  }
  return lines;
}

const isOnItsWay = ({ frame, state }: OutgoingChange): boolean => frame.type === 'edit' && state === 'sending';

const dayOf = (date: Date): string => `${date.getFullYear()} ${date.getMonth()} ${date.getDate()}`;

/** The number of the first message that was new to the reader; null where it is not among those here. */
function firstNew({ messages, knownTo, unreadFrom, hasOlder }: Contents, me: Author): number | null {
  const oldest = messages[0];
  if (knownTo === null || !oldest || (hasOlder && oldest.seq > knownTo + 1)) return null;
  const isNew = ({ seq, author }: Message) => seq > knownTo && (author.username !== me.username || seq === unreadFrom);
  return messages.find(isNew)?.seq ?? null;
}

/** The reader's last stored message, and who has seen it; nothing unless somebody has. */
function seenOf({ messages, others, readers }: Contents, me: Author) {
  const message = messages.findLast(({ author }) => author.username === me.username);
  if (!message) return null;
  const seenBy = others.filter(({ username }) => (readers[username] ?? 0) >= message.seq);
  return seenBy.length > 0 ? { message, readers: seenBy } : null;
}

/** The messages in their order, each behind what happened before it. */
function storedLines(messages: readonly Message[], systemEvents: readonly SystemEvent[], me: Author) {
  const messageLines = messages.map((message) => storedLine(message, me));
  const oldest = messages[0];
  // What happened before the oldest message here belongs above it only where nothing older is left to load.
  const since = oldest && oldest.seq > 1 ? Date.parse(oldest.created) : 0;
  const eventLines = systemEvents
    .map((what) => systemLine(what, me))
    .filter(({ created }) => created.getTime() >= since);
  eventLines.sort((a, b) => a.created.getTime() - b.created.getTime());
  const lines: (MessageLine | SystemLine)[] = [];
  for (const line of messageLines) {
    while (eventLines[0] && eventLines[0].created < line.created) lines.push(...eventLines.splice(0, 1));
    lines.push(line);
  }
  return [...lines, ...eventLines];
}

function systemLine(what: SystemEvent, me: Author): SystemLine {
  const own = what.username === me.username;
  const key = `${what.event} ${what.username} ${what.created}`;
  return { kind: 'system', key, what, own, created: new Date(what.created) };
}

const NEW = { kind: 'message', call: null, namesake: false, first: true, last: true } as const;
const UNCHANGED = {
  ...{ deleted: null, edited: null, pinned: false, reactions: [], replies: null },
  ...{ mentioned: NOBODY, named: false },
};

/** A stored message by itself. */
export function storedLine(message: Message, me: Author): MessageLine {
  const { room, seq, author, created, edited, deleted, deleted_by, pinned, reactions, client_id, quoted, replies } =
    message;
  const own = author.username === me.username;
  const place = { room, seq, key: own ? client_id : String(seq), clientId: client_id };
  const content = deleted ? { body: null, file: null } : { body: message.body, file: message.file, call: message.call };
  const changed = { deleted: deleted ? { by: deleted_by } : null, edited: edited ? new Date(edited) : null };
  const mentioned = { usernames: message.mentions, all: message.mentions_all };
  const time = { created: new Date(created) };
  return {
    ...NEW,
    ...place,
    ...time,
    ...content,
    ...changed,
    mentioned,
    named: names(message, me.username),
    pinned,
    reactions,
    quoted: deleted ? null : quoted,
    replies,
    author,
    own,
    state: own ? 'sent' : null,
    reason: null,
  };
}

function unsentLine(outgoing: Outgoing, messages: readonly Message[], me: Author): MessageLine {
  const { frame, file, created, state, reason, seq } = outgoing;
  const { room, client_id: key, reply_to } = frame;
  const original = reply_to ? messages.find((message) => message.seq === reply_to) : undefined;
  const quoted = original ? quoteOf(original) : (outgoing.quoted ?? null);
  const place = { room, seq, key, clientId: key };
  const content = { created: new Date(created), body: frame.type === 'message' ? frame.body : null, file };
  return { ...NEW, ...UNCHANGED, ...place, ...content, quoted, author: me, own: true, state, reason };
}

import type { Outgoing, SendState } from '../sync/outbox';
import type { Author, FileInfo, Message } from '../wire';

export interface MessageLine {
  kind: 'message';
  key: string;
  author: Author;
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
  /** Null for messages of others. */
  state: SendState | null;
  /** Why it failed; null unless it did. */
  reason: string | null;
  clientId: string;
}

/** What a conversation is made of, top to bottom. */
export type Line = MessageLine | { kind: 'day'; key: string; date: Date };

/** Messages of one author this close together, in milliseconds, share one heading. */
const TOGETHER = 5 * 60 * 1000;

/**
 * Lays a room out: the stored messages, then the reader's unsent ones; a line where a day begins, `first` and
 * `last` where an author begins and stops to speak. An own message keeps its key from the moment it is written, so that it stays the same line.
 */
export function linesOf(messages: readonly Message[], unsent: readonly Outgoing[], me: Author): Line[] {
  const lines: Line[] = [];
  let before: MessageLine | undefined;
  for (const line of [...messages.map((message) => stored(message, me)), ...unsent.map((each) => written(each, me))]) {
    const newDay = line.created.toDateString() !== before?.created.toDateString();
    if (newDay) lines.push({ kind: 'day', key: `day ${line.key}`, date: line.created });
    const near = before !== undefined && line.created.getTime() - before.created.getTime() < TOGETHER;
    line.first = newDay || !near || line.author.username !== before?.author.username;
    if (before) before.last = line.first;
    lines.push(line);
    before = line;
  }
  return lines;
}

function stored({ seq, author, created, body, file, deleted, client_id }: Message, me: Author): MessageLine {
  const own = author.username === me.username;
  return {
    ...{
      kind: 'message',
      key: own ? client_id : String(seq),
      clientId: client_id,
      author,
      own,
      first: true,
      last: true,
    },
    ...{ created: new Date(created), body: deleted ? null : body, file, state: own ? 'sent' : null, reason: null },
  };
}

function written({ frame, created, state, reason }: Outgoing, me: Author): MessageLine {
  return {
    ...{
      kind: 'message',
      key: frame.client_id,
      clientId: frame.client_id,
      author: me,
      own: true,
      first: true,
      last: true,
    },
    ...{ created: new Date(created), body: frame.body, file: null, state, reason },
  };
}

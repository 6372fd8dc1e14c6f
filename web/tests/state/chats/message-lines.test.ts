import { describe, expect, it } from 'vitest';
import {
  type Contents,
  messageListLines as layOut,
  type MessageListLine,
} from '../../../src/state/chats/message-lines';
import type { Outgoing } from '../../../src/sync/outbox/outbox-entry';
import type { Author, Message } from '../../../src/wire/index';
import { message } from '../../sync/messages';

const ADA = { username: 'ada', display_name: 'Ada', avatar_url: null, bot: false };
const BOB = { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false };
const at = (minute: number) => new Date(2026, 0, 1, 12, minute).toISOString();

const NOTHING: Contents = {
  messages: [],
  unsent: [],
  changes: [],
  systemEvents: [],
  others: [],
  namesakes: new Set(),
  readers: {},
  hasOlder: false,
  knownTo: null,
  unreadFrom: null,
};
const linesOf = (messages: Message[], unsent: Outgoing[], me: Author, more: Partial<Contents> = {}) =>
  layOut({ ...NOTHING, messages, unsent, ...more }, me);

const NEW = { file: null, state: 'sending', reason: null, seq: 0, heldUntil: 0 } as const;
const FILE = {
  filename: 'a.pdf',
  resource_type: 'raw',
  format: null,
  bytes: 9,
  width: null,
  height: null,
  duration: null,
};

const sketch = (lines: MessageListLine[]) =>
  lines.map((line) =>
    line.kind === 'message' ? `${line.key}${line.first ? ' first' : ''}${line.last ? ' last' : ''}` : line.kind,
  );

describe('the lines of a room', () => {
  it('begin with the day, and again with each new one', () => {
    const lines = linesOf([message(1, { created: at(0) }), message(2, { created: at(60 * 24) })], [], BOB);
    expect(sketch(lines)).toEqual(['day', '1 first last', 'day', '2 first last']);
  });

  it('group what one author says in a row, but not after a pause', () => {
    const messages = [
      message(1, { created: at(0) }),
      message(2, { created: at(1) }),
      message(3, { created: at(2), author: BOB, client_id: 'b' }),
      message(4, { created: at(3) }),
      message(5, { created: at(30) }),
    ];
    expect(sketch(linesOf(messages, [], BOB))).toEqual([
      'day',
      '1 first',
      '2 last',
      'b first last',
      '4 first last',
      '5 first last',
    ]);
  });

  it('keep the key of an own message from when it is written', () => {
    const frame = { type: 'message', room: 'den', client_id: 'c9', body: 'hi' } as const;
    const outgoing: Outgoing = { ...NEW, frame, created: Date.parse(at(2)) };
    const [, before] = linesOf([], [outgoing], ADA);
    const [, after] = linesOf([message(9, { created: at(2) })], [], ADA);
    expect(before?.key).toBe(after?.key);
    expect(before).toMatchObject({ own: true, state: 'sending' });
    expect(after).toMatchObject({ own: true, state: 'sent' });
  });

  it('show a file on its way as the message that it becomes', () => {
    const frame = { type: 'file_upload', room: 'den', client_id: 'c9', file: {} } as const;
    const [, before] = linesOf([], [{ ...NEW, frame, file: FILE, created: Date.parse(at(2)) }], ADA);
    const [, after] = linesOf([message(9, { created: at(2), body: null, file: FILE })], [], ADA);
    expect(before).toMatchObject({ body: null, file: FILE, room: 'den', seq: 0 });
    expect(after).toMatchObject({ body: null, file: FILE, room: 'den', seq: 9, key: before?.key });
  });

  it('show nothing of a deleted message', () => {
    const [, line] = linesOf([message(1, { created: at(0), deleted: at(1), body: null, file: FILE })], [], BOB);
    expect(line).toMatchObject({ body: null, file: null, state: null });
  });

  it('show what happened between the messages, and begin to group anew after it', () => {
    const systemEvent = (event: 'joined' | 'left', minute: number) => ({
      event,
      username: 'cem',
      name: 'Cem',
      created: at(minute),
    });
    const systemEvents = [systemEvent('left', 4), systemEvent('joined', 2), systemEvent('joined', 0)];
    const messages = (first: number) => [message(first, { created: at(1) }), message(first + 1, { created: at(3) })];
    const sketched = (first: number) => sketch(linesOf(messages(first), [], BOB, { systemEvents }));
    expect(sketched(1)).toEqual(['day', 'system', '1 first last', 'system', '2 first last', 'system']);
    // Here older messages are not loaded yet, and what happened first may belong among them.
    expect(sketched(7)).toEqual(['day', '7 first last', 'system', '8 first last', 'system']);
  });

  it('tell under the last own message who has seen it', () => {
    const messages = [message(1, { created: at(0) }), message(2, { created: at(1) }), message(3, { author: BOB })];
    const others: Author[] = [BOB, { ...BOB, username: 'cem' }];
    const seenBy = (readers: Record<string, number>) =>
      linesOf(messages, [], ADA, { others, readers }).flatMap((line) =>
        line.kind === 'seen' ? line.readers.map(({ username }) => username) : [],
      );
    expect(seenBy({})).toEqual([]);
    expect(seenBy({ bob: 1 })).toEqual([]);
    expect(seenBy({ bob: 3, cem: 2, eve: 3 })).toEqual(['bob', 'cem']);
  });

  it('say nothing of the day of the oldest message while older ones are to come', () => {
    const messages = [message(7, { created: at(0) }), message(8, { created: at(60 * 24) })];
    expect(sketch(linesOf(messages, [], BOB, { hasOlder: true }))).toEqual(['7 first last', 'day', '8 first last']);
  });

  it('part what is new to the reader from what they know', () => {
    const messages = [
      message(4, { created: at(0) }),
      message(5, { created: at(1), author: BOB, client_id: 'b' }),
      message(6, { created: at(1) }),
      message(7, { created: at(1) }),
    ];
    const sketched = (knownTo: number | null, hasOlder = true) =>
      sketch(linesOf(messages, [], BOB, { knownTo, hasOlder })).join(', ');
    expect(sketched(6)).toBe('4 first last, b first last, 6 first last, unread, 7 first last');
    // Own messages are never new.
    expect(sketched(4)).toBe('4 first last, b first last, unread, 6 first, 7 last');
    expect(sketched(null)).not.toContain('unread');
    expect(sketched(7)).not.toContain('unread');
    // The first new one is not loaded yet.
    expect(sketched(2)).not.toContain('unread');
    expect(sketched(3)).toMatch(/^unread/);
  });
});

it('says whose name is not theirs alone', () => {
  const eve = { username: 'eve', display_name: 'Ada', avatar_url: null, bot: false };
  const messages = [message(1, { author: ADA }), message(2, { author: BOB }), message(3, { author: eve })];
  const lines = linesOf(messages, [], BOB, { namesakes: new Set(['ada', 'eve']) });
  const authors = lines.flatMap((line) =>
    line.kind === 'message' ? [`${line.author.username} ${line.namesake}`] : [],
  );
  expect(authors).toEqual(['ada true', 'bob false', 'eve true']);
});

it('shows an own message as on its way while an edit of it is', () => {
  const frame = { type: 'edit', room: 'den', seq: 1, client_id: 'e', body: 'new' } as const;
  const edit = { frame, created: 1, reason: null, rev: 0, tried: true };
  const stateOf = (state: 'sending' | 'failed') =>
    linesOf([message(1)], [], ADA, { changes: [{ ...edit, state }] }).flatMap((line) =>
      line.kind === 'message' ? line.state : [],
    );
  expect(stateOf('sending')).toEqual(['sending']);
  expect(stateOf('failed')).toEqual(['sent']);
});

describe('replies', () => {
  const original = message(1, { created: at(0), body: 'who comes?' });
  const unsent: Outgoing = {
    ...NEW,
    frame: { type: 'message', room: 'den', client_id: 'new', body: 'me', reply_to: 1 },
    created: Date.parse(at(1)),
    quoted: { seq: 1, author: ADA, body: 'as it was', filename: null, deleted: null },
  };
  const quoteOfLast = (messages: Message[]) => {
    const last = linesOf(messages, [unsent], BOB).at(-1);
    return last?.kind === 'message' ? last.quoted?.body : undefined;
  };

  it('quote on their way what the original says now, or said where that is not here', () => {
    expect(quoteOfLast([original])).toBe('who comes?');
    expect(quoteOfLast([])).toBe('as it was');
  });
});

it('the line over what is new stands over an own message only where that was marked unread', () => {
  const messages = [message(1, { created: at(0) }), message(2, { created: at(1) })];
  expect(sketch(linesOf(messages, [], ADA, { knownTo: 1 }))).not.toContain('unread');
  expect(sketch(linesOf(messages, [], ADA, { knownTo: 1, unreadFrom: 2 }))).toContain('unread');
});

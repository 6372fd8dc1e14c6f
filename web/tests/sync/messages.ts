import type { Message } from '../../src/wire';

/** A stored message of a room called `den`. */
export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    room: 'den',
    seq,
    id: `m${seq}`,
    client_id: `c${seq}`,
    author: { username: 'ada', display_name: 'Ada', avatar_url: null, bot: false },
    body: `message ${seq}`,
    file: null,
    created: new Date(Date.UTC(2026, 0, 1, 12, 0, seq)).toISOString(),
    edited: null,
    deleted: null,
    deleted_by: null,
    pinned: false,
    reactions: [],
    rev: 0,
    reply_to: null,
    thread: null,
    replies: null,
    quoted: null,
    mentions: [],
    mentions_all: false,
    call: null,
    ...more,
  };
}

export function run(first: number, last: number): Message[] {
  return Array.from({ length: last - first + 1 }, (_, i) => message(first + i));
}

import { beforeEach, describe, expect, it } from 'vitest';
import { RoomLog } from '../../../src/sync/room/room-log';
import type { ChangeHandler, Chat, ChatPage, Message, MessagePage } from '../../../src/wire';
import { message, run } from '../messages';

const page = (messages: Message[], rev = 0, has_newer = true): MessagePage => ({
  ...{ messages, rev, has_newer, has_older: (messages[0]?.seq ?? 1) > 1 },
});
const newest = (messages: Message[], rev = 0): ChatPage => ({
  ...{ chat: { last_seq: messages.at(-1)?.seq, last_rev: rev } as Chat, members: [], members_cursor: null },
  ...{ messages, rev, has_older: true, readers: null },
});
const edited = (seq: number, rev: number) => message(seq, { rev, body: `edit ${rev}` });
const told = (after: Message, more: object = {}): ChangeHandler => ({
  ...{ type: 'change_handler', room: 'den', rev: after.rev, seq: after.seq, kind: 'edit', username: 'bob' },
  ...{ message: after, ...more },
});

let log: RoomLog;
const shown = () => log.shownMessages.map(({ seq }) => seq);
const ends = () => [shown()[0], shown().at(-1)];

beforeEach(() => {
  log = new RoomLog('ada');
  log.open(newest(run(91, 100)));
});

describe('a jump', () => {
  it('shows what is around the place, and nothing of what lies between', () => {
    log.jump(page(run(41, 50)));
    expect([ends(), shown().length]).toEqual([[41, 50], 10]);
  });

  it('grows at both ends, and becomes one with the newest where it meets them', () => {
    log.jump(page(run(41, 50)));
    const { jumps } = log.stretches;
    log.prepend(41, page(run(31, 40)));
    log.append(50, page(run(51, 80)));
    expect(ends()).toEqual([31, 80]);
    log.append(80, page(run(81, 95)));
    expect([ends(), log.stretches.stretch, log.stretches.jumps]).toEqual([[31, 100], null, jumps]);
    expect(shown()).toEqual(run(31, 100).map(({ seq }) => seq));
  });

  it('into what is here already leaves no gap', () => {
    log.jump(page(run(85, 94)));
    expect([ends(), log.stretches.stretch]).toEqual([[85, 100], null]);
  });

  it('that came before the newest page waits for it', () => {
    log = new RoomLog('ada');
    log.jump(page(run(41, 50)));
    expect(shown()).toEqual([]);
    log.open(newest(run(91, 100)));
    expect(ends()).toEqual([41, 50]);
  });

  it('takes no page that no longer meets it', () => {
    log.jump(page(run(41, 50)));
    log.append(60, page(run(61, 70)));
    log.prepend(91, page(run(81, 90)));
    expect(ends()).toEqual([41, 50]);
  });

  it('back to the newest forgets what it led to', () => {
    log.jump(page(run(41, 50)));
    log.receive([message(101)]);
    log.stretches.latest();
    expect(ends()).toEqual([91, 101]);
  });
});

describe('what changes far back', () => {
  it('reaches the messages that a jump led to, and is asked for from there', () => {
    log.jump(page(run(41, 50)));
    log.change(told(edited(45, 1)));
    expect([log.find(45)?.body, log.stretches.from]).toEqual(['edit 1', 41]);
  });

  it('that was heard while the page was on its way is asked for', () => {
    log.change(told(edited(45, 1)));
    log.jump(page(run(41, 50), 0));
    expect([log.changes.behind, log.changes.asked]).toEqual([true, 0]);
  });

  it('is told of again after the newest page began anew: the place has to be asked for', () => {
    log.jump(page(run(41, 50)));
    expect(log.open(newest(run(5_001, 5_030)))).toBe(true);
    log.jump(page([...run(41, 44), edited(45, 9)], 9), true);
    expect([log.find(45)?.body, log.stretches.jumps]).toEqual(['edit 9', 1]);
  });
});

describe('a quote', () => {
  const reply = (seq: number, to: number) =>
    message(seq, { reply_to: to, thread: to, quoted: { ...quoted(to), body: `message ${to}` } });
  const quoted = (seq: number) => ({ seq, author: message(seq).author, body: '', filename: null, deleted: null });
  const quote = (seq: number) => log.find(seq)?.quoted;

  it('follows its original, though that is not here, whose changes are asked for', () => {
    log.receive([reply(101, 7)]);
    expect(log.stretches.from).toBe(7);
    log.change(told(edited(7, 1)));
    expect(quote(101)?.body).toBe('edit 1');
  });

  it('is blank where the original is deleted', () => {
    log.receive([reply(101, 95)]);
    log.change(told(message(95, { rev: 1, body: null, deleted: 'now', deleted_by: 'ada' }), { kind: 'delete' }));
    expect(quote(101)).toMatchObject({ seq: 95, body: null, deleted: 'now' });
  });

  it('of a reply that was overtaken by its original is as that is now', () => {
    log.change(told(edited(7, 1)));
    log.receive([reply(101, 7)]);
    expect(quote(101)?.body).toBe('edit 1');
  });

  it('is cut after 140 characters', () => {
    log.receive([reply(101, 95)]);
    log.change(told(message(95, { rev: 1, body: '🐒'.repeat(150) })));
    expect(quote(101)?.body).toBe('🐒'.repeat(140));
  });
});

describe("a thread's summary", () => {
  const said = (seq: number, username: string, more: Partial<Message> = {}) =>
    message(seq, {
      reply_to: 95,
      thread: 95,
      author: { username, display_name: username, avatar_url: null, bot: false },
      ...more,
    });
  const replies = () => log.messages.find(({ seq }) => seq === 95)?.replies;

  it('counts each reply once, and names who replied last', () => {
    log.receive([said(101, 'bob'), said(102, 'cem'), said(102, 'cem'), said(103, 'bob')]);
    expect(replies()).toEqual({ count: 3, last_seq: 103, usernames: ['bob', 'cem'] });
  });

  it('is what a deletion leaves of it, and counts on from there', () => {
    log.receive([said(101, 'bob'), said(102, 'cem')]);
    const gone = said(102, 'cem', { rev: 1, body: null, deleted: 'now' });
    log.change(told(gone, { kind: 'delete', thread_replies: { count: 1, last_seq: 101, usernames: ['bob'] } }));
    log.receive([said(103, 'dan')]);
    expect(replies()).toEqual({ count: 2, last_seq: 103, usernames: ['dan', 'bob'] });
  });

  it('is nothing where the only reply was deleted', () => {
    log.receive([said(101, 'bob')]);
    const gone = said(101, 'bob', { rev: 1, body: null, deleted: 'now' });
    log.change(told(gone, { kind: 'delete', thread_replies: null }));
    expect(replies()).toBeNull();
  });

  it('has to be asked for where a page of changes only tells of the deletion', () => {
    log.open(newest([...run(91, 94), message(95, { replies: { count: 2, last_seq: 60, usernames: ['bob'] } })]));
    const gone = said(60, 'bob', { rev: 1, body: null, deleted: 'now' });
    log.changed({ messages: [gone], rev: 1, more: false, reset: false }, 0, 91, 1);
    expect(log.threads.doubtful).toBe(95);
    const root = message(95, { replies: { count: 1, last_seq: 59, usernames: ['cem'] } });
    log.recounted({ root, messages: [], has_newer: true, rev: 1 });
    expect([replies()?.count, log.threads.doubtful]).toEqual([1, null]);
  });
});

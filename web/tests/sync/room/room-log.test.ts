import { beforeEach, describe, expect, it } from 'vitest';
import { RoomLog } from '../../../src/sync/room/room-log';
import type { ChangeHandler, ChangePage, Chat, ChatPage, Message, MessagePage } from '../../../src/wire';
import { message, run } from '../messages';

const edited = (seq: number, rev: number) => message(seq, { rev, body: `edit ${rev}` });
const page = (messages: Message[], rev: number): MessagePage => ({
  messages,
  rev,
  has_older: true,
  has_newer: false,
});
const newest = (messages: Message[], rev: number): ChatPage => ({
  ...{ chat: { last_seq: messages.at(-1)?.seq, last_rev: rev } as Chat, members: [], members_cursor: null },
  ...{ messages, rev, has_older: true, readers: null },
});
const frame = (after: Message, more: Partial<ChangeHandler> = {}): ChangeHandler => ({
  ...{ type: 'change_handler', room: 'den', rev: after.rev, seq: after.seq, kind: 'edit', username: 'bob' },
  ...{ message: after, ...more },
});
const answer = (messages: Message[], rev: number, more: Partial<ChangePage> = {}): ChangePage => ({
  ...{ messages, rev, more: false, reset: false, ...more },
});

let log: RoomLog;
const bodies = () => log.timeline.messages.map(({ body }) => body);

beforeEach(() => {
  log = new RoomLog('ada');
});

describe('a message that was changed', () => {
  it('is in its newest state, though its change came before it', () => {
    log.open(newest(run(1, 2), 0));
    log.change(frame(edited(3, 1)));
    log.timeline.add([message(3)]);
    expect(bodies()).toEqual(['message 1', 'message 2', 'edit 1']);
  });

  it('is in its newest state, though both wait behind a hole', () => {
    log.open(newest(run(1, 2), 0));
    log.change(frame(edited(4, 1)));
    log.timeline.add([message(4)]);
    log.timeline.add([message(3)]);
    expect(bodies()).toEqual(['message 1', 'message 2', 'message 3', 'edit 1']);
  });

  it('is in its newest state, though its change came before the first page', () => {
    log.change(frame(edited(2, 5)));
    log.open(newest([message(1), edited(2, 4)], 4));
    expect(bodies()).toEqual(['message 1', 'edit 5']);
    expect(log.changes.behind).toBe(true);
  });

  it.each(['open', 'follow', 'prepend', 'changed'])('stays as it is when an older state comes: %s', (way) => {
    log.open(newest(run(3, 4), 0));
    log.change(frame(edited(3, 1)));
    const old = page([message(3)], 0);
    if (way === 'open') log.open(newest([message(3), message(4)], 0));
    if (way === 'follow') log.follow(old);
    if (way === 'prepend') log.prepend(3, page([message(2), message(3)], 0));
    if (way === 'changed') log.changed(answer([message(3)], 1), 0, 3, 0);
    expect(log.timeline.find(3)?.body).toBe('edit 1');
  });

  it('moves the position though it is not here', () => {
    log.open(newest(run(10, 12), 7));
    log.change(frame(edited(2, 8)));
    expect([log.changes.rev, log.changes.behind]).toEqual([8, false]);
    expect(bodies()).toEqual(['message 10', 'message 11', 'message 12']);
  });

  it('is asked for when it changed while the page that brings it was on its way', () => {
    log.open(newest(run(10, 12), 7));
    log.change(frame(edited(9, 8)));
    log.prepend(10, page([message(9)], 7));
    expect([log.changes.behind, log.changes.asked]).toEqual([true, 7]);
    log.changed(answer([edited(9, 8)], 8), 7, 9, log.changes.known);
    expect([log.timeline.find(9)?.body, log.changes.behind]).toEqual(['edit 8', false]);
  });

  it('is asked for again when older messages came while the changes were on their way', () => {
    log.open(newest(run(10, 12), 7));
    log.changes.announced(9);
    log.prepend(10, page([message(9)], 8));
    log.changed(answer([], 9), 7, 10, 9);
    expect([log.changes.rev, log.changes.behind]).toEqual([7, true]);
  });

  it('of a page that was not wanted any more leaves the position alone', () => {
    log.open(newest(run(10, 12), 7));
    log.prepend(5, page([message(4)], 3));
    expect(log.changes.rev).toBe(7);
  });
});

describe('when what changed is kept no longer', () => {
  it('the newest page takes the place of all that is here, and no newer state is lost', () => {
    log.open(newest(run(1, 4), 3));
    log.change(frame(edited(4, 4)));
    log.changed(answer([], 90, { reset: true }), 4, 1, 4);
    expect(log.outdated).toBe(true);
    log.open(newest([message(3), message(4)], 3));
    expect([bodies(), log.changes.rev, log.outdated]).toEqual([['message 3', 'edit 4'], 3, false]);
  });

  it('a server that was set back is believed', () => {
    log.open(newest([edited(1, 50)], 50));
    log.changed(answer([], 2, { reset: true }), 50, 1, 50);
    log.open(newest([edited(1, 2)], 2));
    expect([bodies(), log.changes.rev, log.changes.behind]).toEqual([['edit 2'], 2, false]);
  });
});

describe('beyond those who are named', () => {
  const crowd = (rev: number, me: boolean | null = null) =>
    message(1, { rev, reactions: [{ emoji: '❄', count: 60, usernames: ['bob'], me }] });
  const me = () => log.timeline.find(1)?.reactions[0]?.me;

  beforeEach(() => log.open(newest([crowd(5, false)], 5)));

  it('frames in their order tell all that the reader did', () => {
    expect(log.change(frame(crowd(6), { kind: 'react', username: 'ada', emoji: '❄', on: true }))).toBe(true);
    expect(log.change(frame(crowd(7), { kind: 'react', username: 'bob', emoji: '❄', on: true }))).toBe(true);
    expect([me(), log.changes.doubtful]).toEqual([true, false]);
  });

  it('one before a hole is filled, and gathered ones, have to be asked about', () => {
    expect(log.change(frame(crowd(7), { kind: 'react', emoji: '❄', on: true }))).toBe(false);
    log.change(frame(crowd(6), { kind: 'react', username: 'ada', emoji: '❄', on: true }));
    expect([log.changes.behind, log.changes.doubtful]).toEqual([false, true]);
    log.changed(answer([crowd(7, true)], 7), log.changes.asked, 1, 7);
    expect([me(), log.changes.doubtful]).toEqual([true, false]);
    expect(log.change({ type: 'changes_handler', room: 'den', after: 7, rev: 8, messages: [crowd(8)] })).toBe(false);
    expect([me(), log.changes.rev]).toEqual([true, 8]);
  });

  it("the reader's own, once it is stored, is no longer in doubt", () => {
    log.reacted(1, '❄', true, 6);
    log.change({ type: 'changes_handler', room: 'den', after: 5, rev: 6, messages: [crowd(6)] });
    expect(me()).toBe(true);
  });
});

it('what was gathered closes the hole before it, or leads to asking', () => {
  log.open(newest(run(1, 3), 4));
  log.change({ type: 'changes_handler', room: 'den', after: 3, rev: 6, messages: [edited(2, 6)] });
  expect([log.changes.rev, log.timeline.find(2)?.body]).toEqual([6, 'edit 6']);
  log.change({ type: 'changes_handler', room: 'den', after: 8, rev: 9, messages: [edited(3, 9)] });
  expect([log.changes.rev, log.changes.behind, log.timeline.find(3)?.body]).toEqual([6, true, 'edit 9']);
});

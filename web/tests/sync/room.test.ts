import { beforeEach, describe, expect, it } from 'vitest';
import { Room } from '../../src/sync/room';
import type { Chat, ChatPage, Message, MessagePage } from '../../src/wire';
import { VirtualClock } from './clock';
import { message, run } from './messages';
import { Dice } from './random';

let clock: VirtualClock;
let log: Message[];
/** Messages that are kept no longer. */
let over: number;
let queries: string[];
let failure: Error | undefined;
let room: Room;

function answer<T>(value: T): Promise<T> {
  return new Promise((resolve, reject) => clock.after(50, () => (failure ? reject(failure) : resolve(value))));
}

function page(from: number, to: number): MessagePage {
  return { messages: log.slice(Math.max(from, over), to), has_older: from > 0, has_newer: to < log.length };
}

beforeEach(() => {
  clock = new VirtualClock();
  log = run(1, 40);
  over = 0;
  queries = [];
  failure = undefined;
  const remote = {
    ticket: () => Promise.reject(),
    open: (name: string): Promise<ChatPage> => {
      queries.push('open');
      const chat = { name, last_seq: log.length } as Chat;
      return answer({
        chat,
        members: [],
        messages: page(log.length - 30, log.length).messages,
        members_cursor: null,
        has_older: log.length > 30,
      });
    },
    older: (_: string, where: { after: number } | { before: number }, limit: number): Promise<MessagePage> => {
      queries.push(JSON.stringify(where));
      if ('after' in where) return answer(page(where.after, where.after + limit));
      return answer(page(Math.max(where.before - 1 - limit, 0), where.before - 1));
    },
  };
  const ignore = () => {};
  room = new Room(
    'den',
    { clock, remote, random: new Dice(5).next, signals: { online: () => true, listen: () => () => {} } },
    { changed: ignore, opened: ignore, received: ignore },
  );
});

const seqs = () => room.timeline.messages.map(({ seq }) => seq);

describe('a room', () => {
  it.each(['before', 'after'])(
    "is open to join by the call's answer, though a frame knows of none: %s it",
    async (order) => {
      failure = Object.assign(new Error('not a member'), { status: 403 });
      room.enter();
      if (order === 'before') room.lost();
      await clock.pass(100);
      if (order === 'after') room.lost();
      expect([room.phase, room.goneWith]).toEqual(['gone', 403]);
    },
  );

  it('opens with the newest page', async () => {
    room.enter();
    expect(room.phase).toBe('opening');
    await clock.pass(100);
    expect(room.phase).toBe('live');
    expect([room.timeline.start, room.timeline.end]).toEqual([11, 40]);
  });

  it('does not ask for ever for what is over', async () => {
    room.enter();
    await clock.pass(100);
    log = run(1, 45);
    over = 45;
    room.announced(45);
    await clock.pass(60_000);
    expect([room.phase, room.timeline.end]).toEqual(['live', 45]);
    expect(queries).toEqual(['open', '{"after":40}', 'open']);
  });

  it('fetches what lies in a hole, but gives it a moment to come by itself', async () => {
    room.enter();
    await clock.pass(100);
    log.push(message(41), message(42), message(43));
    room.receive([message(42)]);
    await clock.pass(150);
    room.receive([message(41)]);
    await clock.pass(2_000);
    expect(queries).toEqual(['open']);
    room.receive([message(43)]);
    log.push(message(44), message(45));
    room.receive([message(45)]);
    await clock.pass(2_000);
    expect(queries).toEqual(['open', '{"after":43}']);
    expect(room.timeline.end).toBe(45);
  });

  it('asks page after page until it has everything', async () => {
    room.enter();
    await clock.pass(100);
    log.push(...run(41, 500));
    room.announced(500);
    await clock.pass(2_000);
    expect(queries).toEqual(['open', '{"after":40}', '{"after":240}', '{"after":440}']);
    expect(seqs()).toEqual(run(11, 500).map(({ seq }) => seq));
  });

  it('jumps to the newest page when it is very far behind', async () => {
    room.enter();
    await clock.pass(100);
    log.push(...run(41, 5_000));
    room.announced(5_000);
    await clock.pass(2_000);
    expect(queries).toEqual(['open', 'open']);
    expect([room.timeline.start, room.timeline.end, room.timeline.hasOlder]).toEqual([4_971, 5_000, true]);
  });

  it('tries again when a fetch fails, and says that it is catching up', async () => {
    room.enter();
    await clock.pass(100);
    log.push(message(41));
    failure = new Error('the network failed');
    room.announced(41);
    await clock.pass(3_000);
    expect(room.phase).toBe('catching-up');
    failure = undefined;
    await clock.pass(30_000, () => room.phase === 'live');
    expect(room.timeline.end).toBe(41);
  });

  it.each([403, 404])('is gone when the server answers %i', async (status) => {
    failure = Object.assign(new Error('no'), { status });
    room.enter();
    await clock.pass(10_000);
    expect(room.phase).toBe('gone');
    expect(room.goneWith).toBe(status);
    expect(queries).toEqual(['open']);
  });

  it('loads older messages up to the first, one page at a time', async () => {
    room.enter();
    await clock.pass(100);
    void room.loadOlder();
    void room.loadOlder();
    await clock.pass(100);
    void room.loadOlder();
    await clock.pass(100);
    expect(queries).toEqual(['open', '{"before":11}']);
    expect(room.timeline.start).toBe(1);
    expect(room.timeline.hasOlder).toBe(false);
  });

  describe('whose older messages do not come', () => {
    beforeEach(async () => {
      room.enter();
      await clock.pass(100);
      failure = new Error('the network failed');
      void room.loadOlder();
      await clock.pass(55);
      expect(room.older).toBe('failed');
    });

    it('says so, and goes on trying by itself', async () => {
      await clock.pass(3 * 60_000);
      failure = undefined;
      await clock.pass(31_000);
      expect(room.older).toBe('idle');
      expect(room.timeline.start).toBe(1);
    });

    it('takes another try of its reader', async () => {
      failure = undefined;
      void room.loadOlder();
      await clock.pass(60);
      expect(room.timeline.start).toBe(1);
    });

    it('asks for them no more once it was left, and anew when it is entered again', async () => {
      room.leave();
      const before = queries.length;
      await clock.pass(60_000);
      expect(queries.length).toBe(before);
      room.enter();
      expect(room.older).toBe('idle');
    });
  });

  it('fetches nothing after it was left, and catches up when entered again', async () => {
    room.enter();
    await clock.pass(100);
    room.leave();
    log.push(message(41), message(42));
    room.announced(42);
    await clock.pass(5_000);
    expect(queries).toEqual(['open']);
    room.enter();
    await clock.pass(100);
    expect(room.timeline.end).toBe(42);
  });

  it('says when it does not open, goes on asking, and asks at once when told to', async () => {
    failure = new Error('the network failed');
    room.enter();
    expect(room.struggling).toBe(false);
    await clock.pass(100);
    expect(room.struggling).toBe(true);
    failure = undefined;
    room.hurry();
    await clock.pass(100);
    expect(room.struggling).toBe(false);
    expect(room.phase).toBe('live');
  });
});

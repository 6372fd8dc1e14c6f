import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredRoom, Where } from '../../../src/sync/ports';
import { Room } from '../../../src/sync/room/room';
import type { ChangeHandler, ChangePage, Chat, ChatPage, Message, MessagePage } from '../../../src/wire';
import { VirtualClock } from '../clock';
import { message, run } from '../messages';
import { Dice } from '../random';
import { NO_ROOMS } from '../reader';

let clock: VirtualClock;
let log: Message[];
/** What the room's changes are answered with, one after the other; then there are none. */
let changes: ChangePage[];
/** The last change that pages show. */
let rev: number;
/** Messages that are kept no longer. */
let over: number;
let queries: string[];
let failure: Error | undefined;
let room: Room;
/** What an earlier page has kept of it. */
let stored: StoredRoom | null;
/** So many milliseconds that takes. */
let slow: number;
/** The last change that a chat is said to have. */
let told: number;

function answer<T>(value: T): Promise<T> {
  return new Promise((resolve, reject) => clock.after(50, () => (failure ? reject(failure) : resolve(value))));
}

function page(from: number, to: number): MessagePage {
  return { messages: log.slice(Math.max(from, over), to), has_older: from > 0, has_newer: to < log.length, rev };
}

beforeEach(() => {
  clock = new VirtualClock();
  log = run(1, 40);
  over = 0;
  changes = [];
  rev = 0;
  queries = [];
  failure = undefined;
  stored = null;
  slow = 0;
  told = 0;
  const remote = {
    ticket: () => Promise.reject(),
    open: (name: string): Promise<ChatPage> => {
      queries.push('open');
      const chat = { name, last_seq: log.length, last_rev: told } as Chat;
      return answer({
        chat,
        members: [],
        messages: page(log.length - 30, log.length).messages,
        members_cursor: null,
        has_older: log.length > 30,
        readers: null,
        rev,
      });
    },
    older: (_: string, where: Where, limit: number): Promise<MessagePage> => {
      queries.push(JSON.stringify(where));
      if ('after' in where) return answer(page(where.after, where.after + limit));
      if ('around' in where) return answer(page(where.around - 1 - limit / 2, where.around - 1 + limit / 2));
      return answer(page(Math.max(where.before - 1 - limit, 0), where.before - 1));
    },
    thread: () => Promise.reject(),
    changes: (_: string, where: { after: number; from: number }): Promise<ChangePage> => {
      queries.push(JSON.stringify(where));
      return answer(changes.shift() ?? { messages: [], rev, more: false, reset: false });
    },
  };
  const load = () => new Promise<StoredRoom | null>((resolve) => clock.after(slow, () => resolve(stored)));
  const ignore = () => {};
  room = new Room(
    'den',
    'ada',
    {
      clock,
      remote,
      rooms: { ...NO_ROOMS, load },
      random: new Dice(5).next,
      signals: { online: () => true, listen: () => () => {} },
    },
    { changed: ignore, opened: ignore, received: ignore, missed: ignore },
  );
});

const range = (from: number, to: number) => run(from, to).map(({ seq }) => seq);

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
    room.announced(45, 0);
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

  it('waits for an own message as long as a busy chat gathers what is said', async () => {
    room.enter();
    await clock.pass(100);
    log.push(message(41), message(42), message(43));
    room.acked(43);
    await clock.pass(1_150);
    expect(queries).toEqual(['open']);
    room.receive(run(41, 43));
    await clock.pass(2_000);
    expect(queries).toEqual(['open']);
    log.push(message(44));
    room.acked(44);
    await clock.pass(1_900);
    expect(queries).toEqual(['open', '{"after":43}']);
  });

  it('fetches what lies in a hole though an own message is waited for', async () => {
    room.enter();
    await clock.pass(100);
    log.push(message(41), message(42));
    room.acked(41);
    room.receive([message(42)]);
    await clock.pass(900);
    expect(queries).toEqual(['open', '{"after":40}']);
  });

  it('asks page after page until it has everything', async () => {
    room.enter();
    await clock.pass(100);
    log.push(...run(41, 500));
    room.announced(500, 0);
    await clock.pass(2_000);
    expect(queries).toEqual(['open', '{"after":40}', '{"after":240}', '{"after":440}']);
    expect(seqs()).toEqual(run(11, 500).map(({ seq }) => seq));
  });

  it('jumps to the newest page when it is very far behind', async () => {
    room.enter();
    await clock.pass(100);
    log.push(...run(41, 5_000));
    room.announced(5_000, 0);
    await clock.pass(2_000);
    expect(queries).toEqual(['open', 'open']);
    expect([room.timeline.start, room.timeline.end, room.timeline.hasOlder]).toEqual([4_971, 5_000, true]);
  });

  it('tries again when a fetch fails, and says that it is catching up', async () => {
    room.enter();
    await clock.pass(100);
    log.push(message(41));
    failure = new Error('the network failed');
    room.announced(41, 0);
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
    void room.pages.loadOlder();
    void room.pages.loadOlder();
    await clock.pass(100);
    void room.pages.loadOlder();
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
      void room.pages.loadOlder();
      await clock.pass(55);
      expect(room.pages.older).toBe('failed');
    });

    it('says so, and goes on trying by itself', async () => {
      await clock.pass(3 * 60_000);
      failure = undefined;
      await clock.pass(31_000);
      expect(room.pages.older).toBe('idle');
      expect(room.timeline.start).toBe(1);
    });

    it('takes another try of its reader', async () => {
      failure = undefined;
      void room.pages.loadOlder();
      await clock.pass(60);
      expect(room.timeline.start).toBe(1);
    });

    it('asks for them no more once it was left, and anew when it is entered again', async () => {
      room.leave();
      const before = queries.length;
      await clock.pass(60_000);
      expect(queries.length).toBe(before);
      room.enter();
      expect(room.pages.older).toBe('idle');
    });
  });

  it('fetches nothing after it was left, and catches up when entered again', async () => {
    room.enter();
    await clock.pass(100);
    room.leave();
    log.push(message(41), message(42));
    room.announced(42, 0);
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

  describe('whose messages are changed', () => {
    const edited = (seq: number, at: number) => message(seq, { rev: at, body: `edit ${at}` });
    const told = (after: Message): ChangeHandler => ({
      ...{ type: 'change_handler', room: 'den', rev: after.rev, seq: after.seq, kind: 'edit', username: 'bob' },
      message: after,
    });
    const shown = (seq: number) => room.timeline.find(seq)?.body;

    beforeEach(async () => {
      rev = 5;
      room.enter();
      await clock.pass(100);
      queries = [];
    });

    it('shows what it is told of at once, and asks nothing', async () => {
      room.change(told(edited(40, 6)));
      room.change(told(edited(40, 7)));
      await clock.pass(60_000);
      expect([shown(40), queries]).toEqual(['edit 7', []]);
    });

    it('asks for what lies in a hole of the messages it shows, but gives it a moment to come by itself', async () => {
      room.change(told(edited(40, 7)));
      expect(shown(40)).toBe('edit 7');
      await clock.pass(150);
      room.change(told(edited(39, 6)));
      await clock.pass(2_000);
      expect(queries).toEqual([]);
      changes = [{ messages: [edited(38, 8)], rev: 9, more: false, reset: false }];
      room.change(told(edited(40, 9)));
      await clock.pass(2_000);
      expect([queries, shown(38), room.phase]).toEqual([['{"after":7,"from":11}'], 'edit 8', 'live']);
    });

    it('asks page after page, however much was changed meanwhile', async () => {
      changes = [
        { messages: run(11, 13).map(({ seq }) => edited(seq, seq)), rev: 13, more: true, reset: false },
        { messages: [edited(14, 14)], rev: 1_500, more: false, reset: false },
      ];
      room.announced(0, 1_500);
      await clock.pass(2_000);
      expect(queries).toEqual(['{"after":5,"from":11}', '{"after":13,"from":11}']);
      expect([shown(11), shown(14)]).toEqual(['edit 11', 'edit 14']);
    });

    it('asks again when that fails, and says that it is catching up', async () => {
      failure = new Error('the network failed');
      room.announced(0, 6);
      await clock.pass(3_000);
      expect(room.phase).toBe('catching-up');
      failure = undefined;
      changes = [{ messages: [edited(40, 6)], rev: 6, more: false, reset: false }];
      await clock.pass(30_000, () => room.phase === 'live');
      expect(shown(40)).toBe('edit 6');
    });

    it('loads anew what it shows where too much has changed to be told', async () => {
      changes = [{ messages: [], rev: 20_000, more: false, reset: true }];
      room.announced(0, 20_000);
      log = log.map((each) => edited(each.seq, 20_000));
      rev = 20_000;
      await clock.pass(2_000);
      expect(queries).toEqual(['{"after":5,"from":11}', 'open']);
      expect([shown(11), room.timeline.start, room.phase]).toEqual(['edit 20000', 11, 'live']);
    });

    it('asks nothing while it is not shown, and what it missed when it is again', async () => {
      room.leave();
      room.announced(0, 6);
      await clock.pass(60_000);
      expect(queries).toEqual([]);
      room.enter();
      await clock.pass(100);
      expect(queries).toEqual(['{"after":5,"from":11}']);
    });

    it('asks once in a while, and not at every frame, whether its reader is in a crowd', async () => {
      const crowd = (at: number) =>
        message(40, { rev: at, reactions: [{ emoji: '❄', count: 60, usernames: ['bob'], me: null }] });
      for (rev = 6; rev < 16; rev++) {
        room.change({ type: 'changes_handler', room: 'den', after: rev - 1, rev, messages: [crowd(rev)] });
        await clock.pass(300);
      }
      expect(queries).toEqual([]);
      await clock.pass(20_000);
      expect(queries).toEqual(['{"after":5,"from":11}']);
    });
  });
});

describe('a room of which an earlier page has kept some', () => {
  beforeEach(() => {
    stored = { messages: log.slice(4, 20), has_older: true, end: 20, rev: 0 };
  });

  it('shows that at once, is caught up with from where it ends, and loads what is older', async () => {
    log = run(1, 90);
    room.enter();
    await clock.pass(10);
    expect([seqs(), room.phase]).toEqual([range(5, 20), 'catching-up']);
    await clock.pass(1_000);
    expect([seqs(), room.phase]).toEqual([range(5, 90), 'live']);
    expect(queries.slice(0, 2)).toEqual(['open', '{"after":20}']);
    void room.pages.loadOlder();
    await clock.pass(100);
    expect(seqs()).toEqual(range(1, 90));
  });

  it('asks what changed since', async () => {
    rev = 3;
    const edited = message(7, { rev: 3, body: 'edited' });
    changes = [{ messages: [edited], rev: 3, more: false, reset: false }];
    told = 3;
    room.enter();
    await clock.pass(1_000);
    expect(queries).toContain('{"after":0,"from":5}');
    expect(room.timeline.find(7)?.body).toBe('edited');
  });

  it('starts anew where what was kept is too old', async () => {
    log = run(1, 2_000);
    room.enter();
    await clock.pass(1_000);
    expect(seqs()).toEqual(range(1_971, 2_000));
  });

  it('starts anew where the server no longer knows what changed since', async () => {
    stored = { messages: log.slice(4, 20), has_older: true, end: 20, rev: 1 };
    rev = 9;
    told = 9;
    changes = [{ messages: [], rev: 9, more: false, reset: true }];
    room.enter();
    await clock.pass(2_000);
    expect(seqs()).toEqual(range(11, 40));
  });

  it('shows it as long as the network fails, and the server’s once that answers', async () => {
    failure = new Error('the network failed');
    room.enter();
    await clock.pass(60_000);
    expect([seqs(), room.phase, room.struggling]).toEqual([range(5, 20), 'catching-up', false]);
    failure = undefined;
    await clock.pass(60_000);
    expect([seqs(), room.phase]).toEqual([range(5, 40), 'live']);
  });

  it('shows nothing of it where the server was faster', async () => {
    slow = 500;
    room.enter();
    await clock.pass(1_000);
    expect(seqs()).toEqual(range(11, 40));
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from '../../../src/sync/outbox/outbox';
import { OutgoingChanges } from '../../../src/sync/outbox/outgoing-changes';
import type { ChangeFrame, Post } from '../../../src/sync/ports';
import type { Message } from '../../../src/wire';
import { VirtualClock } from '../clock';
import { message } from '../messages';
import { Dice } from '../random';
import { MemoryStore } from '../reader';

let clock: VirtualClock;
let store: MemoryStore;
let sent: ChangeFrame[];
let connected: boolean;
let outbox: Outbox;
let changes: OutgoingChanges;
/** The server's state of messages of `den`. */
let stored: Message[];

function open(): void {
  const dice = new Dice(7);
  const transmit = (frame: Post | ChangeFrame) => {
    if (connected) sent.push(frame as ChangeFrame);
    return connected;
  };
  outbox = new Outbox({ clock, store, random: dice.next, uuid: () => dice.uuid() }, transmit, () => {});
  const find = (_: string, seq: number) => stored.find((each) => each.seq === seq);
  changes = new OutgoingChanges('ada', { outbox, find }, () => dice.uuid());
}

const idOf = (at: number) => sent.at(at)?.client_id ?? '';
/** The server has stored what was sent last, and the message is shown with it. */
const done = () => {
  outbox.acked(idOf(-1), 1);
  outbox.displayed('den', () => true);
};
const refuse = (code: string) => {
  const frame = outbox.refused({ type: 'error', code, detail: '', client_id: idOf(-1), room: 'den' });
  if (frame) changes.refused(frame as ChangeFrame, code);
};
const contents = () => sent.map((frame) => ('on' in frame ? frame.on : 'body' in frame ? frame.body : frame.type));
const failures = () => changes.of('den').map(({ frame, state, reason }) => [frame.type, state, reason]);
const seen = (seq = 1) => changes.applied('den', stored).find((each) => each.seq === seq) as Message;

beforeEach(() => {
  clock = new VirtualClock();
  store = new MemoryStore();
  sent = [];
  connected = true;
  stored = [message(1), message(2)];
  open();
});

describe('a change', () => {
  it('goes out again under its client_id until it is answered', async () => {
    changes.pin('den', 1, true);
    await clock.pass(60_000);
    expect(sent.length).toBeGreaterThan(2);
    expect(new Set(sent.map(({ client_id }) => client_id)).size).toBe(1);
    done();
    expect([changes.of('den'), store.kept.size]).toEqual([[], 0]);
  });

  it('that was made offline is sent later, and outlives the page', async () => {
    connected = false;
    changes.remove('den', 1);
    changes.react('den', 2, '❄', true);
    outbox.stop();
    open();
    connected = true;
    await outbox.load();
    expect(contents()).toEqual(['delete', true]);
    expect([seen(1).deleted_by, seen(2).reactions.length]).toEqual(['ada', 1]);
  });

  it('shows until it is shown as stored, and no longer once it is refused', () => {
    changes.edit('den', 1, 'better');
    outbox.acked(idOf(-1), 1);
    expect(seen().body).toBe('better');
    changes.pin('den', 2, true);
    expect(seen(2).pinned).toBe(true);
    refuse('not_admin');
    expect([seen(2).pinned, changes.of('den').at(-1)?.reason]).toEqual([false, 'not_admin']);
  });

  it('of one message waits for no other, and few are out at once', () => {
    for (let seq = 1; seq <= 9; seq++) changes.pin('den', seq, true);
    expect(sent.length).toBe(4);
    done();
    expect(sent.length).toBe(5);
  });

  it('that was refused is taken back, or asked for anew', () => {
    changes.pin('den', 1, true);
    refuse('too_many_pins');
    changes.pin('den', 2, true);
    refuse('too_many_pins');
    outbox.discard(idOf(0));
    changes.pin('den', 2, true);
    expect(failures()).toEqual([['pin', 'sending', null]]);
  });
});

describe('reactions', () => {
  it('are one at a time for each emoji of a message, and the last that is wanted comes about', () => {
    for (const on of [true, false, true]) changes.react('den', 1, '❄', on);
    expect([contents(), seen().reactions.length]).toEqual([[true], 1]);
    changes.react('den', 1, '❄\uFE0F', false);
    expect([contents(), seen().reactions]).toEqual([[true], []]);
    done();
    expect(contents()).toEqual([true, false]);
    done();
    expect(changes.of('den')).toEqual([]);
  });

  it('with other emoji, and to other messages, do not wait', () => {
    changes.react('den', 1, '❄', true);
    changes.react('den', 1, '🐒', true);
    changes.react('den', 2, '❄', true);
    expect(contents()).toEqual([true, true, true]);
  });

  it('that never went out are one once they do: the last', () => {
    connected = false;
    for (const on of [true, false, true, false]) changes.react('den', 1, '❄', on);
    connected = true;
    outbox.connected();
    expect(contents()).toEqual([false]);
  });
});

describe('an edit', () => {
  it('says which edit its author knew, or began from', () => {
    stored = [message(1, { edited: 'noon' })];
    changes.edit('den', 1, 'a');
    changes.edit('den', 3, 'b', 'dawn');
    expect(sent).toMatchObject([{ known: 'noon' }, { known: 'dawn' }]);
  });

  it('after one that is out waits for it, and does not yet say which it knows', () => {
    changes.edit('den', 1, 'a');
    changes.edit('den', 1, 'b');
    changes.edit('den', 1, 'c');
    expect([contents(), seen().body]).toEqual([['a'], 'c']);
    // Stored, but not shown yet: when it was is not known.
    outbox.acked(idOf(-1), 1);
    expect(contents()).toEqual(['a']);
    outbox.displayed('den', () => true);
    expect(contents()).toEqual(['a', 'c']);
    expect(sent[1]).not.toHaveProperty('known');
  });

  it('that did not go out yet is written over, and begins where that did', () => {
    connected = false;
    changes.edit('den', 1, 'a', 'dawn');
    changes.edit('den', 1, 'b', 'noon');
    connected = true;
    outbox.connected();
    expect(sent).toMatchObject([{ body: 'b', known: 'dawn' }]);
  });

  it.each(['stale', 'too_late', 'no_such_message'])(
    'that is refused keeps its text beside the one of the server: %s',
    (code) => {
      changes.edit('den', 1, 'mine');
      refuse(code);
      stored = [message(1, { rev: 3, body: 'theirs' })];
      const [failed] = changes.of('den');
      expect([failed?.state, failed?.reason, failed?.frame]).toMatchObject(['failed', code, { seq: 1, body: 'mine' }]);
      expect(seen().body).toBe('theirs');
    },
  );

  it('is still failed after a reload', async () => {
    changes.edit('den', 1, 'mine');
    refuse('stale');
    open();
    await outbox.load();
    expect(failures()).toEqual([['edit', 'failed', 'stale']]);
  });
});

describe('a deletion', () => {
  it('takes along what else was to change, and waits for what is out', () => {
    changes.edit('den', 1, 'a');
    changes.pin('den', 1, true);
    changes.remove('den', 1);
    changes.remove('den', 1);
    expect([contents(), seen().deleted_by]).toEqual([['a'], 'ada']);
    done();
    expect(contents()).toEqual(['a', 'delete']);
  });

  it('makes no failure of what was asked before it', () => {
    changes.react('den', 1, '❄', true);
    stored = [message(1, { deleted: 'noon', deleted_by: 'ada', rev: 1 })];
    refuse('no_such_message');
    expect(changes.of('den')).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { Reads } from '../../../src/sync/connection/reads';
import type { Attention, AttentionChange } from '../../../src/sync/ports';
import type { ClientFrame } from '../../../src/wire';
import { VirtualClock } from '../clock';

let clock: VirtualClock;
let sent: ClientFrame[];
let open: boolean;
let look: (glance: AttentionChange) => void;
let reads: Reads;

beforeEach(() => {
  clock = new VirtualClock();
  sent = [];
  open = true;
  look = () => {};
  const attention: Attention = {
    visible: () => true,
    listen: (fn) => {
      look = fn;
      return () => {
        look = () => {};
      };
    },
  };
  reads = new Reads({ clock, attention }, (frame) => {
    if (open) sent.push(frame);
    return open;
  });
  reads.start();
});

const seqs = () => sent.map((frame) => (frame.type === 'read' ? frame.seq : 0));

describe('how far the user has read', () => {
  it('is told at once, then at most once in two seconds, the last state always', async () => {
    for (let seq = 1; seq <= 50; seq++) {
      reads.seen('den', seq);
      await clock.pass(100);
    }
    await clock.pass(10_000);
    expect(seqs()[0]).toBe(1);
    expect(seqs().at(-1)).toBe(50);
    expect(sent.length).toBeLessThanOrEqual(4);
  });

  it('is told of each chat by itself', () => {
    reads.seen('den', 1);
    reads.seen('hall', 7);
    expect(sent).toEqual([
      { type: 'read', room: 'den', seq: 1 },
      { type: 'read', room: 'hall', seq: 7 },
    ]);
  });

  it('is not told where the server knows it, nor backwards', async () => {
    reads.known('den', 5);
    reads.seen('den', 5);
    reads.seen('den', 3);
    await clock.pass(10_000);
    expect(sent).toEqual([]);
    reads.seen('den', 6);
    expect(seqs()).toEqual([6]);
  });

  it('waits for a connection', () => {
    open = false;
    reads.seen('den', 4);
    open = true;
    reads.connected();
    expect(seqs()).toEqual([4]);
  });

  it('is told again where it may have been lost with the old connection, and only there', async () => {
    reads.seen('hall', 2);
    await clock.pass(10 * 60_000);
    reads.seen('den', 4);
    await clock.pass(5_000);
    reads.connected();
    expect(seqs()).toEqual([2, 4, 4]);
  });

  it('is told at once, and once, when the page goes out of sight', async () => {
    reads.seen('den', 1);
    reads.seen('den', 2);
    look('used');
    expect(seqs()).toEqual([1]);
    look('hidden');
    look('hidden');
    expect(seqs()).toEqual([1, 2]);
    await clock.pass(10_000);
    expect(seqs()).toEqual([1, 2]);
  });

  it('is told later where there was no connection when the page went out of sight', async () => {
    reads.seen('den', 1);
    open = false;
    reads.seen('den', 2);
    look('hidden');
    open = true;
    reads.connected();
    await clock.pass(2_000);
    expect(seqs()).toEqual([1, 2]);
  });

  it('is told once more at the end, and then no more', async () => {
    reads.seen('den', 1);
    reads.seen('den', 2);
    reads.stop();
    expect(seqs()).toEqual([1, 2]);
    await clock.pass(10_000);
    look('hidden');
    expect(seqs()).toEqual([1, 2]);
  });
});

it('a chat that was marked unread is told of as if nothing had been read', async () => {
  reads.known('den', 9);
  reads.seen('den', 9);
  expect(seqs()).toEqual([]);
  reads.forget('den');
  reads.seen('den', 9);
  expect(seqs()).toEqual([9]);
});

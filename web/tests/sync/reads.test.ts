import { beforeEach, describe, expect, it } from 'vitest';
import { Reads } from '../../src/sync/reads';
import type { ClientFrame } from '../../src/wire';
import { VirtualClock } from './clock';

let clock: VirtualClock;
let sent: ClientFrame[];
let open: boolean;
let reads: Reads;

beforeEach(() => {
  clock = new VirtualClock();
  sent = [];
  open = true;
  reads = new Reads({ clock }, (frame) => {
    if (open) sent.push(frame);
    return open;
  });
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

  it('is told no more after the end', async () => {
    reads.seen('den', 1);
    reads.seen('den', 2);
    reads.stop();
    await clock.pass(10_000);
    expect(seqs()).toEqual([1]);
  });
});

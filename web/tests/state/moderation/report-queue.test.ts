import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { ReportQueue, UNDO } from '../../../src/state/moderation/report-queue';
import type { Decide, Report } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

let clock: VirtualClock;
let all: Report[];
let told: [id: string, decision: string][];
/** What the server refuses the next tries with; the last goes on. */
let refuses: ApiError[];
let queue: ReportQueue;

const PAGE = 10;
/** Done, and the answer is lost. */
const LOST = new ApiError(0, 'lost');
const MINUTE = 60_000;
const report = (id: string): Report => ({
  ...{ id, reporter: 'bob', room: 'public-chat', seq: 1, url: null, message: null, context: [], author: 'eve' },
  ...{ reason: 'spam', text: '', created: '2026-01-01T00:00:00.000Z', state: 'open', decision: null },
  ...{ decided_by: null, statement: null },
});

beforeEach(async () => {
  clock = new VirtualClock();
  all = Array.from({ length: 25 }, (_, i) => report(`r${i}`));
  told = [];
  refuses = [];
  const api = {
    reports: async ({ cursor }: { cursor?: string | null }) => {
      const start = Number(cursor ?? 0);
      const end = start + PAGE;
      return { reports: all.slice(start, end), cursor: end < all.length ? String(end) : null };
    },
    decide: async (id: string, { decision }: Decide) => {
      const refusal = refuses.length > 1 ? refuses.shift() : refuses[0];
      if (refusal && refusal !== LOST) throw refusal;
      told.push([id, decision]);
      if (refusal) throw new ApiError(0, 'timeout');
      return report(id);
    },
  };
  queue = new ReportQueue(api, clock);
  await queue.next();
});

const ids = () => queue.reports.value?.map(({ id }) => id) ?? [];

describe('the queue of reports', () => {
  it('leads on and back, and stays at its ends', () => {
    expect(queue.current.value).toBe('r0');
    queue.step(-1);
    expect(queue.current.value).toBe('r0');
    queue.step(1);
    queue.step(1);
    expect(queue.current.value).toBe('r2');
    queue.take('r9');
    queue.step(1);
    expect(queue.current.value).toBe('r9');
  });

  it('goes on at once, and tells the server once it can no longer be taken back', async () => {
    queue.decide({ decision: 'delete' });
    expect([queue.current.value, ids()[0], told]).toEqual(['r1', 'r1', []]);
    await clock.pass(UNDO - 1);
    expect(told).toEqual([]);
    await clock.pass(1);
    expect([told, queue.decided.value, queue.pending.value]).toEqual([[['r0', 'delete']], 1, []]);
  });

  it('takes the last decision back, to where it was', async () => {
    queue.step(1);
    queue.decide({ decision: 'ban' });
    queue.decide({ decision: 'none' });
    queue.undo();
    expect([queue.current.value, ids().slice(0, 3)]).toEqual(['r2', ['r0', 'r2', 'r3']]);
    queue.undo();
    expect([queue.current.value, ids().slice(0, 3)]).toEqual(['r1', ['r0', 'r1', 'r2']]);
    queue.undo();
    await clock.pass(UNDO);
    expect(told).toEqual([]);
  });

  it('decides about each of many once, page by page', async () => {
    for (let n = 0; n < 25; n += 1) {
      queue.decide({ decision: 'none' });
      await clock.pass(10);
    }
    expect([ids(), queue.current.value, queue.more]).toEqual([[], null, false]);
    await clock.pass(UNDO);
    expect(told.map(([id]) => id)).toEqual(all.map(({ id }) => id));
    expect(queue.decided.value).toBe(25);
  });

  it('tells the server at once where the page goes', async () => {
    queue.decide({ decision: 'mute', minutes: 60 });
    queue.flush();
    await clock.pass(UNDO);
    expect(told).toEqual([['r0', 'mute']]);
  });

  it('has a report back that the server did not hear of', async () => {
    refuses = [new ApiError(0, 'network')];
    queue.decide({ decision: 'delete' });
    await clock.pass(UNDO);
    expect([ids()[0], queue.refusal.value]).toEqual(['r1', null]);
    await clock.pass(MINUTE);
    expect([ids()[0], queue.current.value, queue.refusal.value]).toEqual(['r0', 'r0', refuses[0]]);
  });

  it('tells the server again what it did not answer, and knows its own decision', async () => {
    refuses = [new ApiError(429, 'too_many', '', {}, 3), LOST, new ApiError(409, 'decided')];
    queue.decide({ decision: 'delete' });
    await clock.pass(MINUTE);
    expect([told, queue.decided.value, queue.refusal.value]).toEqual([[['r0', 'delete']], 1, null]);
  });

  it('leaves alone what somebody else has decided meanwhile', async () => {
    refuses = [new ApiError(409, 'decided')];
    queue.decide({ decision: 'delete' });
    await clock.pass(UNDO);
    expect([ids()[0], queue.refusal.value, queue.decided.value]).toEqual(['r1', refuses[0], 0]);
  });
});

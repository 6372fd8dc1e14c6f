import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import type { Signal } from '../../src/sync/ports';
import { Retry } from '../../src/sync/retry';
import { VirtualClock } from './clock';

const MINUTE = 60_000;
const lost = new ApiError(0, 'network');

let clock: VirtualClock;
let listeners: Set<(signal: Signal) => void>;
let tries: number[];
let retry: Retry;

/** What is retried: it fails until told otherwise. */
let works: boolean;

beforeEach(() => {
  clock = new VirtualClock();
  listeners = new Set();
  tries = [];
  works = false;
  const signals = {
    online: () => true,
    listen: (fn: (signal: Signal) => void) => {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
  };
  const began = clock.now();
  // The longest waits that chance allows.
  retry = new Retry({ clock, signals, random: () => 1 }, () => {
    tries.push(clock.now() - began);
    if (!works) retry.failed(lost);
  });
});

const sign = (signal: Signal) => {
  for (const listener of [...listeners]) listener(signal);
};

describe('what failed is tried again', () => {
  it('by itself, though no browser says a word, after waits that grow to half a minute', async () => {
    retry.failed(lost);
    await clock.pass(2 * MINUTE);
    expect(tries).toEqual([1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000]);
  });

  it.each(['online', 'visible', 'woke'] as const)('at once on "%s", and soon after it', async (signal) => {
    retry.failed(lost);
    await clock.pass(40_000);
    const before = tries.length;
    sign(signal);
    expect(tries.length).toBe(before + 1);
    await clock.pass(1_000);
    expect(tries.length).toBe(before + 2);
  });

  it('not on "offline"', () => {
    retry.failed(lost);
    sign('offline');
    expect(tries).toEqual([]);
  });

  it('no earlier than the server said, whatever else says so', async () => {
    retry.failed(new ApiError(429, 'rate_limited', '', {}, 10));
    sign('visible');
    await clock.pass(9_999);
    expect(tries).toEqual([]);
    await clock.pass(1_001);
    expect(tries.length).toBe(1);
  });

  it('until it works, and then nobody waits or listens any more', async () => {
    retry.failed(lost);
    works = true;
    await clock.pass(10 * MINUTE);
    sign('online');
    expect([tries, listeners.size]).toEqual([[1_000], 0]);
  });

  it('soon, where it had worked for long in between', async () => {
    retry.failed(lost);
    await clock.pass(MINUTE);
    retry.stop();
    tries = [];
    await clock.pass(10 * MINUTE);
    works = true;
    const now = clock.now();
    retry.failed(lost);
    await clock.pass(1_000);
    expect(tries.length).toBe(1);
    expect(clock.now() - now).toBe(1_000);
  });

  it('not where the server has said its last word', async () => {
    retry.failed(new ApiError(404, 'no_such_chat'));
    await clock.pass(MINUTE);
    expect(tries).toEqual([]);
  });

  it("where the answer was not our server's: a firewall lets pass again", async () => {
    retry.failed(new ApiError(403, 'unexpected'));
    await clock.pass(1_000);
    expect(tries.length).toBe(1);
  });

  it('not once it is called off', async () => {
    retry.failed(lost);
    retry.stop();
    await clock.pass(MINUTE);
    expect([tries, listeners.size]).toEqual([[], 0]);
  });
});

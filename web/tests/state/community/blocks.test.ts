import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { Blocks } from '../../../src/state/community/blocks';
import { blocksName, keptBlocks } from '../../../src/state/community/kept';
import { VirtualClock } from '../../sync/clock';

const HOUR = 60 * 60_000;

let clock: VirtualClock;
let items: Map<string, string>;
let stored: string[];
let asked: number;
let refused: boolean;
const blocked = signal<ReadonlySet<string>>(new Set());

const storage = {
  get: (name: string) => items.get(name) ?? null,
  set: (name: string, value: string) => void items.set(name, value),
};
const answered = async () => {
  if (refused) throw new Error('refused');
};
const page = () =>
  new Blocks({
    me: 'ada',
    blocked,
    storage,
    clock,
    api: {
      blocks: async () => {
        asked += 1;
        return stored;
      },
      block: answered,
      unblock: answered,
    },
  });

beforeEach(() => {
  clock = new VirtualClock();
  items = new Map();
  stored = [];
  asked = 0;
  refused = false;
  blocked.value = new Set();
});

describe('whom the user has blocked', () => {
  it('is asked once on a device, and for whoever blocks nobody not again that day', async () => {
    await page().refresh();
    await clock.pass(23 * HOUR);
    await page().refresh();
    expect(asked).toBe(1);
    await clock.pass(HOUR);
    await page().refresh();
    expect(asked).toBe(2);
  });

  it('is asked once an hour where there is somebody, as another device may know better', async () => {
    stored = ['bob'];
    await page().refresh();
    await clock.pass(HOUR);
    stored = ['bob', 'eve'];
    await page().refresh();
    expect([[...blocked.value], asked]).toEqual([['bob', 'eve'], 2]);
  });

  it('holds at once, is kept, and stays as it was where the server refuses', async () => {
    await page().block('bob');
    await page().block('eve');
    await page().unblock('bob');
    expect([...blocked.value]).toEqual(['eve']);
    expect(keptBlocks(storage, 'ada')?.usernames).toEqual(['eve']);
    refused = true;
    await expect(page().unblock('eve')).rejects.toThrow();
    expect([...blocked.value]).toEqual(['eve']);
  });

  it.each(['', 'null', '[]', '{"usernames":"bob"}', '{'])('is asked for where %j is kept', async (kept) => {
    items.set(blocksName('ada'), kept);
    await page().refresh();
    expect(asked).toBe(1);
  });
});

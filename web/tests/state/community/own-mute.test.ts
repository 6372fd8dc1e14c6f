import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { muteName } from '../../../src/state/community/kept';
import { type Mute, OwnMute } from '../../../src/state/community/own-mute';
import type { DecisionNotice } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

const DAY = 24 * 60 * 60_000;

let clock: VirtualClock;
let items: Map<string, string>;
let notices: DecisionNotice[];
let probes: number;
const mute = signal<Mute | null>(null);

const storage = {
  get: (name: string) => items.get(name) ?? null,
  set: (name: string, value: string) => void items.set(name, value),
  remove: (name: string) => void items.delete(name),
};
const page = () =>
  new OwnMute({
    me: 'ada',
    mute,
    storage,
    clock,
    api: { notices: async () => ({ notices, cursor: null }) },
    probe: () => {
      probes += 1;
    },
  });
const inDays = (days: number) => new Date(clock.now() + days * DAY).toISOString();
const notice = (kind: DecisionNotice['kind'], text: string): DecisionNotice => ({
  ...{ id: text, kind, text, room: null, seq: null, created: inDays(0) },
});

beforeEach(() => {
  clock = new VirtualClock();
  items = new Map();
  notices = [];
  probes = 0;
  mute.value = null;
});

describe('that the user is muted', () => {
  it('is known from what is refused, and why from what they were told', async () => {
    notices = [notice('deleted', 'That'), notice('muted', 'Threats'), notice('muted', 'long ago')];
    const until = inDays(1);
    await page().refused(until);
    expect(mute.value).toEqual({ until, why: 'Threats' });
  });

  it('is asked of the server, by something that it refuses, where a notice says why alone', async () => {
    const own = page();
    own.begun('Threats');
    expect([probes, mute.value]).toEqual([1, null]);
    const until = inDays(1);
    await own.refused(until);
    expect(mute.value).toEqual({ until, why: 'Threats' });
  });

  it('is known to the next page from the start, until it ends', async () => {
    const until = inDays(30);
    await page().refused(until);
    mute.value = null as Mute | null;
    page().restore();
    expect(mute.value).toEqual({ until, why: null });
    await clock.pass(29 * DAY);
    expect(mute.value).not.toBeNull();
    await clock.pass(DAY);
    expect([mute.value, items.size]).toEqual([null, 0]);
  });

  it('ends where it was lifted while nobody could be told', async () => {
    const own = page();
    await own.refused(inDays(1));
    notices = [notice('lifted', ''), notice('muted', 'Threats')];
    await own.check();
    expect(mute.value).toBeNull();
  });

  it('ends when it is lifted', async () => {
    const own = page();
    await own.refused(null);
    await clock.pass(100 * DAY);
    expect(mute.value).not.toBeNull();
    own.lifted();
    expect([mute.value, items.size]).toEqual([null, 0]);
  });

  it('is forgotten where what was kept is none', () => {
    items.set(muteName('ada'), '{');
    page().restore();
    expect([mute.value, items.size]).toEqual([null, 0]);
  });
});

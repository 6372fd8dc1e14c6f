import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { CustomEmojis, type EmojiByName } from '../../../src/state/emoji/custom-emojis';
import { Retry } from '../../../src/sync/retry';
import type { Emoji } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

const MINUTE = 60_000;

const emoji = (name: string, removed: string | null = null): Emoji => ({
  ...{ name, url: `https://pictures.example/${name}`, username: 'ann', created: '2026-01-01T00:00:00Z', removed },
});

let clock: VirtualClock;
let stored: Emoji[];
let asked: number;
let failure: Error | null;
let settled: { value: boolean };
let emojis: CustomEmojis;

beforeEach(() => {
  clock = new VirtualClock();
  stored = [emoji('fort'), emoji('sledge', '2026-02-01T00:00:00Z')];
  asked = 0;
  failure = null;
  const world = { clock, random: () => 1, signals: { online: () => true, listen: () => () => undefined } };
  const list = signal<EmojiByName | null>(null);
  const told = signal(false);
  settled = told;
  emojis = new CustomEmojis({
    list,
    settled: told,
    clock,
    retrying: (again) => new Retry(world, again),
    ask: async () => {
      asked += 1;
      if (failure) throw failure;
      return [...stored];
    },
  });
});

const known = () => [...(emojis.all?.keys() ?? [])].join(' ');

describe('the custom emoji', () => {
  it('are asked for once, however many need them', async () => {
    emojis.need('fort');
    emojis.need('sledge');
    await emojis.load();
    emojis.need('fort');
    await clock.pass(10 * MINUTE);
    expect([asked, known()]).toEqual([1, 'fort sledge']);
  });

  it('that were removed are known and not offered', async () => {
    await emojis.load();
    expect(emojis.all?.get('sledge')?.url).toBe('https://pictures.example/sledge');
    expect(emojis.offered.map(({ name }) => name)).toEqual(['fort']);
  });

  it('are asked for anew for a name that is not known, at most once a minute', async () => {
    await emojis.load();
    stored.push(emoji('igloo'));
    for (const name of ['igloo', 'nothing', 'igloo']) emojis.need(name);
    await clock.pass(MINUTE - 1);
    expect([asked, known()]).toEqual([1, 'fort sledge']);
    await clock.pass(1);
    expect([asked, known()]).toEqual([2, 'fort sledge igloo']);
    await clock.pass(5 * MINUTE);
    expect(asked).toBe(2);
    // The last answer is old: nothing is waited for.
    emojis.need('nothing');
    await clock.pass(0);
    expect(asked).toBe(3);
  });

  it('are text while the server does not answer, and pictures once it does', async () => {
    failure = new ApiError(0, 'network');
    emojis.need('fort');
    expect(settled.value).toBe(false);
    await clock.pass(0);
    expect([settled.value, emojis.all]).toEqual([true, null]);
    failure = null;
    await clock.pass(MINUTE);
    expect([asked, known()]).toEqual([2, 'fort sledge']);
  });

  it('are not asked for by every message where the answer is final', async () => {
    failure = new ApiError(400, 'invalid');
    emojis.need('fort');
    await clock.pass(0);
    for (const name of ['fort', 'sledge', 'fort']) emojis.need(name);
    await clock.pass(MINUTE - 1);
    expect(asked).toBe(1);
  });

  it('have what the user has just added or removed, in order, whenever the server was asked', async () => {
    await emojis.load();
    const refreshed = emojis.refresh();
    emojis.put(emoji('aurora'));
    emojis.put(emoji('fort', '2026-03-01T00:00:00Z'));
    expect([known(), emojis.offered.map(({ name }) => name)]).toEqual(['aurora fort sledge', ['aurora']]);
    stored = [emoji('aurora'), emoji('fort', '2026-03-01T00:00:00Z')];
    await refreshed;
    expect([asked, emojis.offered.map(({ name }) => name)]).toEqual([3, ['aurora']]);
  });
});

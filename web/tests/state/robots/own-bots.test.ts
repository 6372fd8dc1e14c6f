import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { OwnBots } from '../../../src/state/robots/own-bots';
import type { Bot } from '../../../src/wire/index';

const MOST = 2;
const bot = (username: string, days: number): Bot => ({
  ...{ username, display_name: username, created: '2026-01-01T00:00:00.000Z', last_used: null },
  expires: new Date(Date.UTC(2026, 0, 1 + days)).toISOString(),
});

let stored: Bot[];
let tokens: number;
let bots: OwnBots;

beforeEach(async () => {
  stored = [];
  tokens = 0;
  bots = new OwnBots({
    bots: async () => [...stored],
    addBot: async (username) => {
      if (stored.length >= MOST) throw new ApiError(409, 'too_many_bots');
      if (stored.some((each) => each.username === username)) throw new ApiError(409, 'username_taken');
      const made = bot(username, 365);
      stored.push(made);
      return { bot: made, token: `msb_${++tokens}` };
    },
    renewToken: async (username, days) => {
      stored = stored.map((each) => (each.username === username ? bot(username, days) : each));
      return { token: `msb_${++tokens}`, expires: bot(username, days).expires };
    },
    deleteBot: async (username) => {
      stored = stored.filter((each) => each.username !== username);
    },
  });
  await bots.load();
});

const names = () => bots.items.value?.map(({ username }) => username);

describe("the user's own bots", () => {
  it('are there with the token that was told last', async () => {
    await bots.add('report', 'Report');
    expect([names(), bots.told.value]).toEqual([['report'], { username: 'report', token: 'msb_1' }]);
    await bots.add('weather', 'Weather');
    expect([names(), bots.told.value]).toEqual([['report', 'weather'], { username: 'weather', token: 'msb_2' }]);
  });

  it('have another token, and the day until which it is good', async () => {
    await bots.add('report', 'Report');
    await bots.renew('report', 7);
    expect(bots.told.value).toEqual({ username: 'report', token: 'msb_2' });
    expect(bots.items.value?.[0]?.expires).toBe('2026-01-08T00:00:00.000Z');
  });

  it('take the token of one that is deleted out of sight, and of no other', async () => {
    await bots.add('report', 'Report');
    await bots.add('weather', 'Weather');
    await bots.remove('report');
    expect([names(), bots.told.value?.username]).toEqual([['weather'], 'weather']);
    await bots.remove('weather');
    expect([names(), bots.told.value]).toEqual([[], null]);
  });

  it('are as before where there are too many, or the name is taken', async () => {
    await bots.add('report', 'Report');
    await expect(bots.add('report', 'Other')).rejects.toThrow('username_taken');
    await bots.add('weather', 'Weather');
    await expect(bots.add('third', 'Third')).rejects.toThrow('too_many_bots');
    expect([names(), bots.told.value?.token]).toEqual([['report', 'weather'], 'msb_2']);
  });
});

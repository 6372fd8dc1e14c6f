import { beforeEach, describe, expect, it } from 'vitest';
import { UserSettings } from '../../../src/state/account/user-settings';
import type { Settings, SettingsChange } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

let clock: VirtualClock;
let stored: Settings;
let fetched: number;
let refused: boolean;
let settings: UserSettings;

beforeEach(() => {
  clock = new VirtualClock();
  stored = { typing: true, keywords: [] as string[] } as Settings;
  fetched = 0;
  refused = false;
  settings = new UserSettings(
    {
      ownSettings: async () => {
        fetched += 1;
        return refused ? Promise.reject(new Error('refused')) : stored;
      },
      saveSettings: async (change: SettingsChange) => {
        if (refused) throw new Error('refused');
        stored = { ...stored, ...change } as Settings;
        return stored;
      },
    },
    clock,
  );
});

describe('the settings', () => {
  it('are fetched once, however many want them, and again when they may be old', async () => {
    await Promise.all([settings.load(), settings.load()]);
    await settings.load();
    expect(fetched).toBe(1);
    stored = { ...stored, typing: false };
    await clock.pass(5 * 60_000);
    expect((await settings.load()).typing).toBe(false);
  });

  it('that do not come are asked for anew', async () => {
    refused = true;
    await expect(settings.load()).rejects.toThrow();
    refused = false;
    expect((await settings.load()).typing).toBe(true);
  });

  it('that are saved hold at once, and stay where the server refuses', async () => {
    await settings.load();
    await settings.save({ typing: false });
    expect([settings.known.value?.typing, fetched]).toEqual([false, 1]);
    refused = true;
    await expect(settings.save({ typing: true })).rejects.toThrow();
    expect(settings.known.value?.typing).toBe(false);
  });
});

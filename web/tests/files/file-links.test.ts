import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import { FileLinkCache } from '../../src/files/file-links';
import { VirtualClock } from '../sync/clock';

const MINUTE = 60_000;
let clock: VirtualClock;
let calls: string[];
let fails: ApiError[];
let links: FileLinkCache;

beforeEach(() => {
  clock = new VirtualClock();
  [calls, fails] = [[], []];
  links = new FileLinkCache(
    async (room, seq) => {
      calls.push(`${room} ${seq}`);
      const failure = fails.shift();
      if (failure) throw failure;
      const expires = new Date(clock.now() + 5 * MINUTE).toISOString();
      return {
        url: `https://files.example/${calls.length}`,
        thumb_url: `https://files.example/small/${calls.length}`,
        expires,
      };
    },
    clock,
    () => 0.5,
  );
});

describe('links', () => {
  it('of a small picture are asked for when it is shown, and again when they have ended', async () => {
    expect(await links.thumb('den', 1)).toBe('https://files.example/small/1');
    await clock.pass(4 * MINUTE);
    expect(await links.thumb('den', 1)).toBe('https://files.example/small/1');
    expect(await links.thumb('den', 2)).toBe('https://files.example/small/2');
    await clock.pass(MINUTE);
    expect(await links.thumb('den', 1)).toBe('https://files.example/small/3');
    expect(calls).toEqual(['den 1', 'den 2', 'den 1']);
  });

  it('of a small picture that did not come are asked for again', async () => {
    await links.thumb('den', 1);
    links.forget('den', 1);
    expect(await links.thumb('den', 1)).toBe('https://files.example/small/2');
  });

  it('of a small picture are asked for with patience where that may help, and not where it cannot', async () => {
    fails = [new ApiError(503, 'unavailable'), new ApiError(0, 'network')];
    const coming = links.thumb('den', 1);
    await clock.pass(MINUTE);
    expect(await coming).toBe('https://files.example/small/3');
    fails = [new ApiError(404, 'no_file')];
    await expect(links.thumb('den', 2)).rejects.toMatchObject({ code: 'no_file' });
    fails = Array.from({ length: 9 }, () => new ApiError(0, 'network'));
    const failing = expect(links.thumb('den', 3)).rejects.toMatchObject({ code: 'network' });
    await clock.pass(MINUTE);
    await failing;
    expect(calls.filter((each) => each === 'den 3').length).toBe(4);
  });

  it('of the file itself are asked for each time', async () => {
    await links.thumb('den', 1);
    expect(await links.whole('den', 1)).toBe('https://files.example/2');
    expect(await links.whole('den', 1)).toBe('https://files.example/3');
  });

  it('lead to the web alone, since the page goes there', async () => {
    const runs = 'javascript:alert(1)';
    const never = new FileLinkCache(
      async () => ({ url: runs, thumb_url: runs, expires: '2030-01-01T00:00:00Z' }),
      clock,
      () => 0,
    );
    await expect(never.whole('den', 1)).rejects.toMatchObject({ code: 'unexpected' });
    expect(await never.thumb('den', 1)).toBeNull();
  });
});

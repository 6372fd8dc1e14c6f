import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import { Links } from '../../src/files/links';
import { VirtualClock } from '../sync/clock';

const MINUTE = 60_000;
let clock: VirtualClock;
let asked: string[];
let fails: ApiError[];
let links: Links;

beforeEach(() => {
  clock = new VirtualClock();
  [asked, fails] = [[], []];
  links = new Links(
    async (room, seq) => {
      asked.push(`${room} ${seq}`);
      const failure = fails.shift();
      if (failure) throw failure;
      const expires = new Date(clock.now() + 5 * MINUTE).toISOString();
      return { url: `file ${asked.length}`, thumb_url: `thumb ${asked.length}`, expires };
    },
    clock,
    () => 0.5,
  );
});

describe('links', () => {
  it('of a small picture are asked for when it is shown, and again when they have ended', async () => {
    expect(await links.thumb('den', 1)).toBe('thumb 1');
    await clock.pass(4 * MINUTE);
    expect(await links.thumb('den', 1)).toBe('thumb 1');
    expect(await links.thumb('den', 2)).toBe('thumb 2');
    await clock.pass(MINUTE);
    expect(await links.thumb('den', 1)).toBe('thumb 3');
    expect(asked).toEqual(['den 1', 'den 2', 'den 1']);
  });

  it('of a small picture that did not come are asked for again', async () => {
    await links.thumb('den', 1);
    links.forget('den', 1);
    expect(await links.thumb('den', 1)).toBe('thumb 2');
  });

  it('of a small picture are asked for with patience where that may help, and not where it cannot', async () => {
    fails = [new ApiError(503, 'unavailable'), new ApiError(0, 'network')];
    const coming = links.thumb('den', 1);
    await clock.pass(MINUTE);
    expect(await coming).toBe('thumb 3');
    fails = [new ApiError(404, 'no_file')];
    await expect(links.thumb('den', 2)).rejects.toMatchObject({ code: 'no_file' });
    fails = Array.from({ length: 9 }, () => new ApiError(0, 'network'));
    const failing = expect(links.thumb('den', 3)).rejects.toMatchObject({ code: 'network' });
    await clock.pass(MINUTE);
    await failing;
    expect(asked.filter((each) => each === 'den 3').length).toBe(4);
  });

  it('of the file itself are asked for each time', async () => {
    await links.thumb('den', 1);
    expect(await links.whole('den', 1)).toBe('file 2');
    expect(await links.whole('den', 1)).toBe('file 3');
  });
});

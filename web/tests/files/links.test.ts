import { beforeEach, describe, expect, it } from 'vitest';
import { Links } from '../../src/files/links';

const MINUTE = 60_000;
let now: number;
let asked: string[];
let links: Links;

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  asked = [];
  links = new Links(
    async (room, seq) => {
      asked.push(`${room} ${seq}`);
      const expires = new Date(now + 5 * MINUTE).toISOString();
      return { url: `file ${asked.length}`, thumb_url: `thumb ${asked.length}`, expires };
    },
    () => now,
  );
});

describe('links', () => {
  it('of a small picture are asked for when it is shown, and again when they have ended', async () => {
    expect(await links.thumb('den', 1)).toBe('thumb 1');
    now += 4 * MINUTE;
    expect(await links.thumb('den', 1)).toBe('thumb 1');
    expect(await links.thumb('den', 2)).toBe('thumb 2');
    now += MINUTE;
    expect(await links.thumb('den', 1)).toBe('thumb 3');
    expect(asked).toEqual(['den 1', 'den 2', 'den 1']);
  });

  it('of a small picture that did not come are asked for again', async () => {
    await links.thumb('den', 1);
    links.forget('den', 1);
    expect(await links.thumb('den', 1)).toBe('thumb 2');
  });

  it('of the file itself are asked for each time', async () => {
    await links.thumb('den', 1);
    expect(await links.download('den', 1)).toBe('file 2');
    expect(await links.download('den', 1)).toBe('file 3');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { EmojiAddition } from '../../../src/state/emoji/emoji-addition';
import type { Emoji } from '../../../src/wire/index';

const emoji = (name: string, username: string): Emoji => ({
  ...{ name, url: 'https://pictures.example/1', username, created: '2026-01-01T00:00:00Z', removed: null },
});

let stored: Map<string, Emoji>;
let known: Map<string, Emoji>;
let uploads: number;
/** What happens to the next calls; then they are answered. */
let faults: ('before' | 'after' | 'bad_file')[];
let addition: EmojiAddition;

async function addEmoji(name: string, file: Record<string, unknown>): Promise<Emoji> {
  const fault = faults.shift();
  if (fault === 'before') throw new ApiError(0, 'network');
  if (fault === 'bad_file') throw new ApiError(422, 'bad_file');
  if (stored.has(name)) throw new ApiError(409, 'emoji_taken');
  const added = { ...emoji(name, 'ann'), url: String(file.url) };
  stored.set(name, added);
  if (fault === 'after') throw new ApiError(0, 'timeout');
  return added;
}

const emojis = {
  get all() {
    return known;
  },
  put: (added: Emoji) => known.set(added.name, added),
  refresh: async () => {
    known = new Map(stored);
  },
};

beforeEach(() => {
  stored = new Map([['fort', emoji('fort', 'bob')]]);
  known = new Map();
  uploads = 0;
  faults = [];
  const go = async () => ({ url: `https://pictures.example/${++uploads}` });
  addition = new EmojiAddition(new File(['x'], 'x.png'), {
    api: { addEmoji },
    emojis,
    transfer: () => ({ go }),
    me: 'ann',
  });
});

const add = (name: string) => addition.add(name, () => undefined, new AbortController().signal);
const refusal = (name: string) => add(name).catch((error: ApiError) => error.code);

describe('a picture on its way to become an emoji', () => {
  it('is known as soon as it is one', async () => {
    await add('igloo');
    expect(known.get('igloo')?.username).toBe('ann');
  });

  it('is uploaded once, whatever name it gets in the end', async () => {
    faults = ['before'];
    expect(await refusal('igloo')).toBe('network');
    expect(await refusal('fort')).toBe('emoji_taken');
    expect(known.get('fort')?.username).toBe('bob');
    await add('snowfort');
    expect([uploads, known.has('snowfort')]).toEqual([1, true]);
  });

  it('is uploaded anew where the server does not take what was', async () => {
    faults = ['bad_file'];
    expect(await refusal('igloo')).toBe('bad_file');
    await add('igloo');
    expect(known.get('igloo')?.url).toBe('https://pictures.example/2');
  });

  it('is there where only the answer was lost', async () => {
    faults = ['after'];
    expect(await refusal('igloo')).toBe('timeout');
    await add('igloo');
    expect(known.get('igloo')?.username).toBe('ann');
  });

  it('is not there where another has the name, lost answer or not', async () => {
    faults = ['before'];
    expect(await refusal('igloo')).toBe('network');
    stored.set('igloo', emoji('igloo', 'bob'));
    expect(await refusal('igloo')).toBe('emoji_taken');
  });

  it('takes an earlier emoji of the same user for none of its own', async () => {
    stored.set('igloo', emoji('igloo', 'ann'));
    expect(await refusal('igloo')).toBe('emoji_taken');
  });
});

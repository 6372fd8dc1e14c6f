import { beforeEach, describe, expect, it } from 'vitest';
import { Pages } from '../../../src/state/page/pages';

let asked: (string | null)[];
let refused: boolean;
let pages: Pages<number>;

const answer = (cursor: string | null) =>
  cursor === null ? { items: [9, 7], cursor: 'on' } : { items: [3], cursor: null };

beforeEach(() => {
  asked = [];
  refused = false;
  pages = new Pages(async (cursor) => {
    asked.push(cursor);
    return refused ? Promise.reject(new Error('the network failed')) : answer(cursor);
  });
});

const numbers = () => pages.items.value;

describe('the pages of a list', () => {
  it('come one after the other, to the last', async () => {
    await pages.next();
    expect([numbers(), pages.more]).toEqual([[9, 7], true]);
    await pages.next();
    await pages.next();
    expect([numbers(), pages.more, asked]).toEqual([[9, 7, 3], false, [null, 'on']]);
  });

  it('are asked for once at a time', async () => {
    await Promise.all([pages.next(), pages.next()]);
    expect(asked).toEqual([null]);
  });

  it('that do not come can be asked for again, and what is there stays', async () => {
    await pages.next();
    refused = true;
    await pages.next();
    expect([numbers(), pages.failure.value]).toEqual([[9, 7], new Error('the network failed')]);
    refused = false;
    await pages.next();
    expect([numbers(), pages.failure.value]).toEqual([[9, 7, 3], null]);
  });
});

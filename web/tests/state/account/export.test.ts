import { beforeEach, expect, it } from 'vitest';
import { Export } from '../../../src/state/account/export';

const PAGES = new Map([
  [null, { lines: '{"kind":"user"}\n{"kind":"chat"}\n', cursor: 'a' }],
  ['a', { lines: '', cursor: 'b' }],
  ['b', { lines: '{"kind":"message"}\n', cursor: null }],
]);

let failing: string | null;
let cursors: (string | null)[];
let data: Export;

beforeEach(() => {
  failing = null;
  cursors = [];
  data = new Export({
    exportPage: async (cursor) => {
      cursors.push(cursor);
      const page = PAGES.get(cursor);
      if (!page || (failing !== null && cursor === failing)) throw new Error('the network failed');
      return page;
    },
  });
});

it('joins all pages into one text and counts its lines', async () => {
  const blob = await data.run();
  expect(await blob.text()).toBe('{"kind":"user"}\n{"kind":"chat"}\n{"kind":"message"}\n');
  expect(data.lines.value).toBe(3);
  expect(data.running.value).toBe(false);
});

it('goes on where a page did not come', async () => {
  failing = 'b';
  await expect(data.run()).rejects.toThrow();
  failing = null;
  const blob = await data.run();
  expect(cursors).toEqual([null, 'a', 'b', 'b']);
  expect((await blob.text()).split('\n').length).toBe(4);
});

it('begins anew after the end', async () => {
  await data.run();
  const again = await data.run();
  expect(await again.text()).toContain('user');
  expect(data.lines.value).toBe(3);
});

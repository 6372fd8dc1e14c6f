import { expect, it } from 'vitest';
import { ReactionNames } from '../../../src/state/reactions/reaction-names';

it('come page by page, each of them once', async () => {
  const pages = [
    { usernames: ['ada', 'bob'], cursor: '1' },
    { usernames: ['bob', 'cem'], cursor: null },
  ];
  const asked: (string | null)[] = [];
  const names = new ReactionNames(async (cursor) => {
    asked.push(cursor);
    return pages[Number(cursor ?? 0)] as (typeof pages)[number];
  });
  await Promise.all([names.more(), names.more()]);
  expect([names.usernames.value, names.complete.value]).toEqual([['ada', 'bob'], false]);
  await names.more();
  await names.more();
  expect([names.usernames.value, names.complete.value, asked]).toEqual([['ada', 'bob', 'cem'], true, [null, '1']]);
});

it('can be asked for again where a page did not come', async () => {
  let failing = true;
  const names = new ReactionNames(async () => {
    if (failing) throw new Error('the network failed');
    return { usernames: ['ada'], cursor: null };
  });
  await names.more();
  expect(names.loading.value).toBe('failed');
  failing = false;
  await names.more();
  expect([names.loading.value, names.usernames.value]).toEqual(['idle', ['ada']]);
});

import { beforeEach, expect, it } from 'vitest';
import { GroupSearch } from '../../../src/state/chats/group-search';
import type { Chat, GroupList } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

let clock: VirtualClock;
let requests: [string, string | null][];
let answers: ((page: GroupList) => void)[];
let search: GroupSearch;

const page = (names: string[], cursor: string | null = null): GroupList => ({
  groups: names.map((name) => ({ name }) as Chat),
  cursor,
});
const names = () => search.groups.value?.map(({ name }) => name);

beforeEach(() => {
  clock = new VirtualClock();
  requests = [];
  answers = [];
  const groups = (query: string, cursor: string | null) => {
    requests.push([query, cursor]);
    return new Promise<GroupList>((resolve) => answers.push(resolve));
  };
  search = new GroupSearch({ groups }, clock);
});

async function answer(index: number, list: GroupList): Promise<void> {
  answers[index]?.(list);
  await clock.pass(0);
}

it('searches once the typing pauses', async () => {
  for (const text of ['s', 'sn', 'sno']) {
    search.type(text);
    await clock.pass(100);
  }
  await clock.pass(1_000);
  expect(requests).toEqual([['sno', null]]);
});

it('drops an answer to what is not asked for any more', async () => {
  void search.search();
  search.type('ice');
  await clock.pass(1_000);
  await answer(1, page(['ice']));
  await answer(0, page(['snow', 'ice']));
  expect(names()).toEqual(['ice']);
  expect(search.searching.value).toBe(false);
});

it('adds page to page, and passes over empty ones', async () => {
  void search.search();
  await answer(0, page(['a'], 'x'));
  expect(search.more.value).toBe(true);
  void search.next();
  await answer(1, page([], 'y'));
  await answer(2, page(['b']));
  expect(requests.map(([, cursor]) => cursor)).toEqual([null, 'x', 'y']);
  expect(names()).toEqual(['a', 'b']);
  expect(search.more.value).toBe(false);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { Search, waitOf } from '../../../src/state/search/search';
import type { SearchPage } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';
import { message } from '../../sync/messages';

interface Call {
  wanted: Record<string, string>;
  signal: AbortSignal;
  answer(page: SearchPage): void;
  refuse(error: unknown): void;
}

let clock: VirtualClock;
let calls: Call[];
let search: Search;

const page = (seqs: number[], more: Partial<SearchPage> = {}): SearchPage => ({
  results: seqs.map((seq) => ({ message: message(seq), title: null, matches: [] })),
  cursor: null,
  complete: true,
  searched_to: null,
  ...more,
});
const type = (words: string) => search.type({ operators: [], words }, new Set());
const numbers = () => search.found.value?.pages.map((each) => each.map((result) => result.message.seq)) ?? null;
const queries = () => calls.map(({ wanted }) => wanted);
const last = () => calls.at(-1) as Call;

beforeEach(() => {
  clock = new VirtualClock();
  calls = [];
  const ask = (wanted: Record<string, string>, signal: AbortSignal) =>
    new Promise<SearchPage>((answer, refuse) => {
      signal.addEventListener('abort', () => refuse(new ApiError(0, signal.reason.name)));
      calls.push({ wanted, signal, answer, refuse });
    });
  search = new Search({ search: ask }, clock);
});

const answered = async (answer: SearchPage) => {
  last().answer(answer);
  await clock.pass(0);
};

describe('a search that is typed', () => {
  it('is asked for when the typing pauses, once', async () => {
    type('s');
    await clock.pass(200);
    type('sn');
    await clock.pass(249);
    expect(queries()).toEqual([]);
    await clock.pass(1);
    expect(queries()).toEqual([{ q: 'sn' }]);
  });

  it('is asked for at once with Enter, and not again for the same', async () => {
    type('snow');
    search.now();
    search.now();
    await clock.pass(1_000);
    expect(queries()).toEqual([{ q: 'snow' }]);
    await answered(page([]));
    type('snow ');
    await clock.pass(1_000);
    expect(queries()).toHaveLength(1);
  });

  it('leaves out an operator that is half typed, until it is meant', async () => {
    type('snow from:ad');
    await clock.pass(250);
    type('snow from:ada');
    search.now();
    expect(queries()).toEqual([{ q: 'snow' }, { q: 'from:ada snow' }]);
    expect(search.input.value).toEqual({ operators: [{ name: 'from', value: 'ada' }], words: 'snow' });
  });

  it('calls the one before off, whose answer is never shown', async () => {
    type('s');
    await clock.pass(250);
    type('sn');
    await clock.pass(250);
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    calls[0]?.answer(page([1]));
    await clock.pass(0);
    expect([numbers(), search.searching.value, search.failure.value]).toEqual([null, true, null]);
    await answered(page([2]));
    calls[0]?.answer(page([1]));
    await clock.pass(0);
    expect([numbers(), search.searching.value]).toEqual([[[2]], false]);
  });

  it('that is emptied is none, and asks for nothing', async () => {
    type('snow');
    search.now();
    await answered(page([1]));
    type(' ');
    await clock.pass(250);
    expect([numbers(), calls.length]).toEqual([null, 1]);
  });

  it('tells what it turned to, so that the address has it', async () => {
    const told: string[] = [];
    search.turned = ({ query }) => told.push(query);
    search.open({ query: 'from the address', room: 'den' });
    search.type({ operators: [{ name: 'has', value: 'link' }], words: 'snow ' }, new Set());
    await clock.pass(250);
    expect([told, queries().at(-1)]).toEqual([['has:link snow'], { q: 'has:link snow', room: 'den' }]);
  });

  it('is given up after a while, and said to be', async () => {
    type('snow');
    search.now();
    await clock.pass(15_000);
    expect(search.failure.value).toMatchObject({ code: 'TimeoutError' });
  });
});

describe('the pages of a search', () => {
  beforeEach(async () => {
    search.open({ query: 'snow', room: null });
    await answered(page([9, 8], { cursor: 'on' }));
  });

  it('come one after the other, each once, to the last', async () => {
    search.next();
    search.next();
    expect(queries().slice(1)).toEqual([{ q: 'snow', cursor: 'on' }]);
    await answered(page([8, 7]));
    search.next();
    expect([numbers(), calls.length]).toEqual([[[9, 8], [7]], 2]);
  });

  it('tell how far back was searched where that was not all', async () => {
    search.next();
    await answered(page([], { cursor: 'further', complete: false, searched_to: '2026-01-01T00:00:00.000Z' }));
    expect(search.found.value).toMatchObject({ complete: false, searchedTo: '2026-01-01T00:00:00.000Z' });
    expect(numbers()).toEqual([[9, 8]]);
    search.next();
    expect(last().wanted.cursor).toBe('further');
  });

  it('stay where the next does not come, which can be asked for again', async () => {
    search.next();
    last().refuse(new ApiError(429, 'rate_limited', '', {}, 12));
    await clock.pass(0);
    expect([numbers(), waitOf(search.failure.value)]).toEqual([[[9, 8]], 12]);
    search.next();
    await answered(page([7]));
    expect([numbers(), search.failure.value]).toEqual([[[9, 8], [7]], null]);
  });

  it('of other words do not stand for a search that failed', async () => {
    type('hats');
    search.now();
    expect(numbers()).toEqual([[9, 8]]);
    last().refuse(new ApiError(422, 'nothing_to_search'));
    await clock.pass(0);
    expect([numbers(), search.failure.value]).toMatchObject([null, { code: 'nothing_to_search' }]);
  });
});

describe('whoever comes back to a search', () => {
  it('finds it as it was, and asks for nothing', async () => {
    search.open({ query: 'snow', room: 'den' });
    await answered(page([9, 8]));
    [search.scrolled, search.selected] = [420, 'm8'];
    type('snow and mo');
    search.stop();
    await clock.pass(1_000);
    search.open({ query: 'snow', room: 'den' });
    expect([numbers(), search.scrolled, search.selected, calls.length]).toEqual([[[9, 8]], 420, 'm8', 1]);
    expect(search.input.value.words).toBe('snow');
  });

  it('has it asked for anew where its answer had not come', async () => {
    search.open({ query: 'snow', room: null });
    search.stop();
    expect(last().signal.aborted).toBe(true);
    search.open({ query: 'snow', room: null });
    await answered(page([9]));
    expect([numbers(), calls.length]).toEqual([[[9]], 2]);
  });

  it('finds another at its beginning', async () => {
    search.open({ query: 'snow', room: 'den' });
    await answered(page([9]));
    [search.scrolled, search.selected] = [420, 'm9'];
    search.open({ query: 'snow', room: null });
    expect([numbers(), search.scrolled, search.selected, last().wanted]).toEqual([null, 0, null, { q: 'snow' }]);
  });
});

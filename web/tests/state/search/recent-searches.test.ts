import { beforeEach, describe, expect, it } from 'vitest';
import { LocalStorage } from '../../../src/state/page/local-storage';
import { recentSearchesName } from '../../../src/state/page/recent-searches-name';
import { RecentSearches } from '../../../src/state/search/recent-searches';

let storage: LocalStorage;
let recent: RecentSearches;

beforeEach(() => {
  const kept = new Map<string, string>();
  storage = new LocalStorage(() => ({
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }));
  recent = new RecentSearches('ada', storage);
});

describe('recent searches', () => {
  it('are kept, the latest first, each once', () => {
    for (const query of ['snow', 'hats', 'snow', '']) recent.add(query);
    expect(new RecentSearches('ada', storage).all).toEqual(['snow', 'hats']);
  });

  it('are ten', () => {
    for (let n = 1; n <= 12; n++) recent.add(`search ${n}`);
    expect([recent.all.length, recent.all[0], recent.all[9]]).toEqual([10, 'search 12', 'search 3']);
  });

  it('can be removed one by one, and leave nothing', () => {
    recent.add('snow');
    recent.add('hats');
    recent.remove('hats');
    expect(recent.all).toEqual(['snow']);
    recent.remove('snow');
    expect(storage.get(recentSearchesName('ada'))).toBeNull();
  });

  it('are those of one user', () => {
    recent.add('snow');
    expect(new RecentSearches('bob', storage).all).toEqual([]);
  });

  it('that another version kept otherwise are none', () => {
    storage.set(recentSearchesName('ada'), '{"snow":1}');
    expect(recent.all).toEqual([]);
    storage.set(recentSearchesName('ada'), 'snow');
    expect(recent.all).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { LocalStorage } from '../../../src/state/page/local-storage';

let items: Map<string, string>;
/** What the browser refuses: nothing, what would fill it further, or everything. */
let refuses: 'nothing' | 'more' | 'all';
let local: LocalStorage;

beforeEach(() => {
  items = new Map();
  refuses = 'nothing';
  local = new LocalStorage(storage);
});

function storage() {
  if (refuses === 'all') throw new DOMException('site data is blocked', 'SecurityError');
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => {
      if (refuses === 'more') throw new DOMException('it is full', 'QuotaExceededError');
      items.set(name, value);
    },
    removeItem: (name: string) => void items.delete(name),
  };
}

describe('what is kept', () => {
  it('outlives the page, and leaves nothing but itself', () => {
    local.set('a', '1');
    local.set('b', '2');
    local.remove('b');
    expect(new LocalStorage(storage).get('a')).toBe('1');
    expect(local.get('b')).toBeNull();
    expect([...items]).toEqual([['a', '1']]);
    expect(local.lasting).toBe(true);
  });

  it.each(['more', 'all'] as const)('lasts as long as the page where the browser refuses %s', (refused) => {
    local.set('a', 'before');
    refuses = refused;
    const page = new LocalStorage(storage);
    expect(page.lasting).toBe(false);
    page.set('a', '1');
    page.set('b', '2');
    page.remove('b');
    expect([page.get('a'), page.get('b')]).toEqual(['1', null]);
  });

  it('is what was kept last, whether or not the browser took what came between', () => {
    local.set('a', 'first');
    refuses = 'more';
    local.set('a', 'second');
    expect(local.get('a')).toBe('second');
    refuses = 'nothing';
    local.set('a', 'third');
    items.set('a', 'of another tab');
    expect(local.get('a')).toBe('of another tab');
  });
});

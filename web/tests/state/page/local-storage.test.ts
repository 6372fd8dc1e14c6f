import { beforeEach, describe, expect, it } from 'vitest';
import { Kept } from '../../../src/state/page/local-storage';

let items: Map<string, string>;
/** What the browser refuses: nothing, what would fill it further, or everything. */
let refuses: 'nothing' | 'more' | 'all';
let kept: Kept;

beforeEach(() => {
  items = new Map();
  refuses = 'nothing';
  kept = new Kept(storage);
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
    kept.set('a', '1');
    kept.set('b', '2');
    kept.remove('b');
    expect(new Kept(storage).get('a')).toBe('1');
    expect(kept.get('b')).toBeNull();
    expect([...items]).toEqual([['a', '1']]);
    expect(kept.lasting).toBe(true);
  });

  it.each(['more', 'all'] as const)('lasts as long as the page where the browser refuses %s', (refused) => {
    kept.set('a', 'before');
    refuses = refused;
    const here = new Kept(storage);
    expect(here.lasting).toBe(false);
    here.set('a', '1');
    here.set('b', '2');
    here.remove('b');
    expect([here.get('a'), here.get('b')]).toEqual(['1', null]);
  });

  it('is what was kept last, whether or not the browser took what came between', () => {
    kept.set('a', 'first');
    refuses = 'more';
    kept.set('a', 'second');
    expect(kept.get('a')).toBe('second');
    refuses = 'nothing';
    kept.set('a', 'third');
    items.set('a', 'of another tab');
    expect(kept.get('a')).toBe('of another tab');
  });
});

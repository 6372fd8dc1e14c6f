import { describe, expect, it } from 'vitest';
import { held } from '../../../src/state/reactions/reacting';
import type { Reaction } from '../../../src/wire/index';

const chip = (emoji: string, ...usernames: string[]): Reaction => ({
  emoji,
  count: usernames.length,
  usernames,
  me: usernames.includes('ada'),
});
const sketch = (chips: readonly Reaction[]) => chips.map(({ emoji, count }) => `${emoji}${count}`).join(' ');

describe('chips that somebody points at', () => {
  const before = [chip('🎉', 'ada'), chip('👍', 'bob', 'eve')];

  it('stay where they are while counts change and others vanish', () => {
    expect(sketch(held(before, [chip('👍', 'bob')]))).toBe('🎉0 👍1');
    expect(held(before, [])[0]).toMatchObject({ me: false, usernames: [] });
  });

  it('have new ones behind them', () => {
    expect(sketch(held(before, [chip('❤️', 'bob'), ...before]))).toBe('🎉1 👍2 ❤️1');
  });

  it('know one that comes back in another spelling', () => {
    expect(sketch(held([chip('❤️', 'ada')], [chip('👍', 'bob'), chip('❤', 'bob', 'ada')]))).toBe('❤2 👍1');
  });
});

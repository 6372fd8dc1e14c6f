import { describe, expect, it } from 'vitest';
import { aroundShortcodes, isJumbo } from '../../src/rich/jumbo';

const isCustom = (shortcode: string) => [':fort:', ':sledge_2:'].includes(shortcode);

describe('a text of emoji alone', () => {
  it.each(['🐒', '❄️', '🐒❄️', '👩‍👩‍👧‍👦 🇹🇷 1️⃣', '👋🏽', ':fort:', ':fort: 🐒', ':fort::sledge_2:\n:fort:'])(
    'is shown large: %s',
    (body) => {
      expect(isJumbo(body, isCustom)).toBe(true);
    },
  );

  it.each([
    '',
    ' ',
    '🐒 hi',
    '1',
    '©',
    'a'.repeat(100_000),
    '🐒🐒🐒🐒',
    ':fort: :fort: :fort: :fort:',
    ':igloo:',
    ':fort: x',
    'x:fort:',
    ':Fort:',
    `${':fort:'.repeat(30)}`,
  ])('is none, or too many: %s', (body) => {
    expect(isJumbo(body, isCustom)).toBe(false);
  });

  it('is cut around its shortcodes', () => {
    expect(aroundShortcodes('🐒 :fort::sledge_2:').filter(Boolean)).toEqual(['🐒 ', ':fort:', ':sledge_2:']);
  });
});

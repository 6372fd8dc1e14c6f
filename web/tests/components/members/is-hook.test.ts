import { describe, expect, it } from 'vitest';
import { isHook } from '../../../src/components/members/is-hook';

describe('a hook', () => {
  it.each([
    ['hook_kx7qmzab', true, true],
    ['snow_report', true, false],
    // Somebody may be called so.
    ['hook_captain', false, false],
  ])('%s, a bot: %s, is one: %s', (username, bot, expected) => {
    expect(isHook({ username, display_name: username, avatar_url: null, bot })).toBe(expected);
  });
});

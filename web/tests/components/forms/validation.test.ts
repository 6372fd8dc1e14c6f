import { describe, expect, it } from 'vitest';
import { checkAll, checkFilled } from '../../../src/components/forms/validation';
import { lengthOf } from '../../../src/text/blank';

describe('the checks of a form', () => {
  it('count code points of the trimmed text', () => {
    expect(lengthOf('  👩‍🚀ş \n')).toBe(4);
    expect(lengthOf('\u200b\u3164')).toBe(0);
  });

  it('let a good account pass', () => {
    expect(checkAll({ username: 'Ada_1', email: 'ada@example.org', password: 'ğüşıöçĞÜŞİ' })).toEqual({});
  });

  it.each([
    ['username', { username: 'ab' }],
    ['username', { username: 'çiçek' }],
    ['email', { email: 'ada' }],
    ['password', { password: 'too short' }],
    ['password', { password: 'x'.repeat(129) }],
    ['password', { username: 'long_username', password: 'Long_Username' }],
    ['code', { code: '12345' }],
    ['display_name', { display_name: '   ' }],
    ['display_name', { display_name: '\u3164' }],
    ['groupchat_name', { groupchat_name: '\u200b\u2800' }],
    ['display_name', { display_name: '👋'.repeat(51) }],
  ])('find fault with the %s in %j', (field, values) => {
    expect(Object.keys(checkAll(values))).toEqual([field]);
  });

  it('ask only whether something is there at log-in', () => {
    expect(Object.keys(checkFilled({ username: 'x', password: '' }))).toEqual(['password']);
  });
});

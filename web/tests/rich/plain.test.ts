import { expect, it } from 'vitest';
import { isJumbo } from '../../src/rich/jumbo';
import { plain } from '../../src/rich/plain';

it('tells a message in one line, and keeps its secrets', () => {
  expect(plain('**Best** day\n> so *far*')).toBe('Best day so far');
  expect(plain('it was ||the **butler**||')).toBe('it was ▒▒▒');
  expect(plain('it was ||the butler||', 'hidden')).toBe('it was hidden');
  expect(plain('```python\nprint()\n```\n[snow](https://example.org)')).toBe('print() snow');
});

it.each(['🐒', '❄️', '🐒❄️', '👩‍👩‍👧‍👦 🇹🇷 1️⃣', '👋🏽'])('shows %s large', (body) => {
  expect(isJumbo(body)).toBe(true);
});

it.each(['', ' ', '🐒 hi', '1', '©', '🐒🐒🐒🐒', 'a'.repeat(100_000)])('shows %s as text', (body) => {
  expect(isJumbo(body)).toBe(false);
});

import { expect, it } from 'vitest';
import { plain } from '../../src/rich/plain';

it('tells a message in one line, and keeps its secrets', () => {
  expect(plain('**Best** day\n> so *far*')).toBe('Best day so far');
  expect(plain('it was ||the **butler**||')).toBe('it was ▒▒▒');
  expect(plain('it was ||the butler||', 'hidden')).toBe('it was hidden');
  expect(plain('```python\nprint()\n```\n[snow](https://example.org)')).toBe('print() snow');
});

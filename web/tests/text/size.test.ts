import { expect, it } from 'vitest';
import { loadLanguage } from '../../src/text';
import { sizeOf } from '../../src/text/size';

it.each([
  [1, '1 byte'],
  [1023, '1,023 bytes'],
  [1024, '1 kB'],
  [20_000_000, '19.1 MB'],
  [25 * 1024 * 1024, '25 MB'],
  [25 * 1024 * 1024 + 1, '25.1 MB'],
])('says %i bytes as %s', (size, words) => {
  expect(sizeOf(size)).toBe(words);
});

it('counts bytes in the language that is spoken', async () => {
  await loadLanguage('tr');
  expect(sizeOf(70)).toBe('70 bayt');
  await loadLanguage('en');
});

import { describe, expect, it } from 'vitest';
import { halves, shortened } from '../../src/files/file-name';

describe("a file's name", () => {
  it.each([
    ['saturday-route-of-the-year.pdf', 'saturday-route-of-the-', 'year.pdf'],
    ['a.txt', '', 'a.txt'],
    ['no suffix at all', 'no suffix at', ' all'],
    ['backup.of.everything-that-we-have', 'backup.of.everything-that-we-', 'have'],
    ['familie👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧.jpg', 'familie', '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧.jpg'],
    ['.gitignore', '.gitig', 'nore'],
    ['', '', ''],
  ])('%s keeps what it ends in', (name, start, end) => {
    const [before, after] = halves(name);
    expect(before + after).toBe(name);
    expect([before, after]).toEqual([start, end]);
  });

  it('is cut in the middle where it is too long, and nowhere else', () => {
    expect(shortened('saturday-route-of-the-year.pdf', 20)).toBe('saturday-ro…year.pdf');
    expect(shortened('route.pdf', 20)).toBe('route.pdf');
  });
});

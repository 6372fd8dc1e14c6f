import { describe, expect, it } from 'vitest';
import { emojiNamed, loadNames, namesIn, withEmoji } from '../../src/emoji/names';

const table = await loadNames('en');
const put = (text: string, ...stay: string[]) => withEmoji(text, table, (name) => stay.includes(name));

describe('names between colons', () => {
  it.each([
    ['smile', '😄'],
    ['heart', '❤️'],
    ['tada', '🎉'],
    ['+1', '👍'],
    ['Thumbsup', '👍'],
    ['100', '💯'],
    ['face_with_tears_of_joy', '😂'],
    ['monkey', '🐒'],
  ])('know :%s:', (name, emoji) => {
    expect(emojiNamed(table, name)).toBe(emoji);
  });

  it('know the names of the user’s language as well', async () => {
    const turkish = await loadNames('tr');
    expect(emojiNamed(turkish, 'maymun')).toBe('🐒');
    expect(emojiNamed(turkish, 'kırmızı_kalp')).toBe('❤️');
    expect(emojiNamed(turkish, 'smile')).toBe('😄');
  });

  it('are none where nothing is called so', () => {
    for (const name of ['nosuchemoji', 'constructor', '__proto__']) expect(emojiNamed(table, name)).toBeUndefined();
  });

  it('become emoji, several and side by side too', () => {
    expect(put(':smile:')).toBe('😄');
    expect(put('a :smile: (:heart:) b')).toBe('a 😄 (❤️) b');
    expect(put(':smile::heart:')).toBe('😄❤️');
    expect(put(':nosuchemoji: :smile:')).toBe(':nosuchemoji: 😄');
  });

  it.each([
    'at 10:30:45',
    'a:smile:b',
    'https://example.org/:smile:/x',
    'std::fire::x',
    '`:smile:`',
    '`x :smile:`',
    '```\n:smile:\n```',
    ':sm ile:',
    ':x:',
    ': smile :',
  ])('stay text in %s', (text) => {
    expect(put(text)).toBe(text);
  });

  it('stay where they are to', () => {
    expect(put(':smile: :heart:', 'smile')).toBe(':smile: ❤️');
  });

  it('are found again after code', () => {
    expect(namesIn('`:smile:` :heart:')).toEqual([{ name: 'heart', start: 10, end: 17 }]);
  });
});

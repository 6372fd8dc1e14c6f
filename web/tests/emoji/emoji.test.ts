import { describe, expect, it } from 'vitest';
import { loadEmoji } from '../../src/emoji';
import { recentEmoji, usedEmoji } from '../../src/emoji/recent';
import { searchEmoji } from '../../src/emoji/search';
import { LANGUAGES, type Language } from '../../src/text/languages';

const found = async (language: Language, query: string) =>
  searchEmoji(await loadEmoji(language), query).map(([emoji]) => emoji);

describe('the emoji', () => {
  it.each(Object.keys(LANGUAGES) as Language[])('have names in %s, flags too', async (language) => {
    const groups = await loadEmoji(language);
    const all = groups.flatMap(({ emojis }) => emojis);
    expect(groups).toHaveLength(9);
    expect(all.length).toBeGreaterThan(1500);
    expect(all.every(([emoji, name]) => emoji && name)).toBe(true);
    expect(all.find(([emoji]) => emoji === '🇹🇷')?.[1]).toBe({ en: 'Türkiye', tr: 'Türkiye' }[language]);
  });

  it('are found by the beginnings of their words, in the language of the user', async () => {
    expect(await found('en', 'monk')).toContain('🐒');
    expect(await found('en', 'monkey')).toEqual(expect.arrayContaining(['🐒', '🐵', '🙈']));
    expect((await found('en', 'monkey')).slice(0, 2)).toEqual(['🐒', '🐵']);
    expect((await found('en', 'snowman'))[0]).toMatch(/[☃⛄]/u);
    expect(await found('en', 'nowman')).toEqual([]);
    expect(await found('tr', 'Maymun')).toContain('🐒');
    expect(await found('tr', 'İNEK')).toContain('🐄');
    expect(await found('tr', 'kardan')).toContain('⛄');
    expect(await found('tr', 'KIRMIZI KALP')).toContain('❤️');
    expect(await found('tr', 'guc')).toEqual(await found('tr', 'güç'));
    expect(await found('en', '  ')).toEqual([]);
    expect(await found('en', 'qqq')).toEqual([]);
  });

  it('that were used are remembered, the last one first and each once', () => {
    const stored = new Map<string, string>();
    const storage = {
      get: (key: string) => stored.get(key) ?? null,
      set: (k: string, v: string) => stored.set(k, v),
    };
    for (const emoji of ['🐒', '❄️', '🐒']) usedEmoji(storage, emoji);
    expect(recentEmoji(storage)).toEqual(['🐒', '❄️']);
    expect(recentEmoji({ ...storage, get: () => '{"no":"list"}' })).toEqual([]);
    expect(recentEmoji({ ...storage, get: () => '{' })).toEqual([]);
  });
});

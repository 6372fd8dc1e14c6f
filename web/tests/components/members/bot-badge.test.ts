import { afterAll, describe, expect, it } from 'vitest';
import { BotBadge } from '../../../src/components/members/bot-badge';
import { loadLanguage } from '../../../src/text/index';
import { markedNameOf } from '../../../src/text/names';
import type { Author } from '../../../src/wire/index';

const person = (bot: boolean): Author => ({ username: 'grafana', display_name: 'Grafana', avatar_url: null, bot });

afterAll(() => loadLanguage('en'));

describe.each(['en', 'tr'] as const)('a program, in %s', (language) => {
  it('is told by a word that is read out, where people have none', async () => {
    await loadLanguage(language);
    expect(BotBadge({ of: person(true) })?.props.children).toBe('BOT');
    expect(BotBadge({ of: person(false) })).toBe(null);
  });

  it('is told where its name stands in a text', async () => {
    await loadLanguage(language);
    expect([markedNameOf(person(true)), markedNameOf(person(false))]).toEqual(['Grafana (BOT)', 'Grafana']);
    expect(markedNameOf(person(true), new Set(['grafana']))).toMatch(/^.?Grafana.? \(@.?grafana.?\) \(BOT\)$/);
  });
});

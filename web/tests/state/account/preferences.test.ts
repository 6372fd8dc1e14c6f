import { describe, expect, it } from 'vitest';
import { Preferences } from '../../../src/state/account/preferences';
import { Kept } from '../../../src/state/page/local-storage';

function storage(kept: Record<string, string> = {}) {
  const items = new Map(Object.entries(kept));
  return {
    get: (key: string) => items.get(key) ?? null,
    set: (key: string, value: string) => void items.set(key, value),
  };
}

describe('the preferences', () => {
  it('are quiet and as the system until the user chooses', () => {
    expect(new Preferences(storage()).choices.value).toEqual({
      theme: 'system',
      language: 'system',
      calm: false,
      sound: false,
      notifications: false,
      enterSends: null,
    });
  });

  it('are kept', () => {
    const kept = storage();
    new Preferences(kept).choose({ theme: 'dark', language: 'tr', enterSends: false });
    const choices = { theme: 'dark', language: 'tr', sound: false, enterSends: false };
    expect(new Preferences(kept).choices.value).toMatchObject(choices);
  });

  it('follow another tab', () => {
    const kept = storage();
    const here = new Preferences(kept);
    new Preferences(kept).choose({ sound: true });
    here.reload();
    expect(here.choices.value.sound).toBe(true);
  });

  it.each(['no json', 'null', '[]', '{"theme":"pink","language":"toString","sound":"yes","enterSends":1}'])(
    'survive %s',
    (text) => {
      const { theme, language, sound, enterSends } = new Preferences(storage({ 'snowfight.preferences': text })).choices
        .value;
      expect([theme, language, sound, enterSends]).toEqual(['system', 'system', false, null]);
    },
  );

  it('last as long as the page where nothing can be kept', () => {
    const refused = new Kept(() => {
      throw new DOMException('storage is off', 'SecurityError');
    });
    const preferences = new Preferences(refused);
    preferences.choose({ calm: true });
    expect(preferences.choices.value.calm).toBe(true);
  });
});

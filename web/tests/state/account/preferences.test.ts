import { describe, expect, it } from 'vitest';
import { Preferences } from '../../../src/state/account/preferences';
import { LocalStorage } from '../../../src/state/page/local-storage';

function storage(stored: Record<string, string> = {}) {
  const items = new Map(Object.entries(stored));
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
    const stored = storage();
    new Preferences(stored).choose({ theme: 'dark', language: 'tr', enterSends: false });
    const choices = { theme: 'dark', language: 'tr', sound: false, enterSends: false };
    expect(new Preferences(stored).choices.value).toMatchObject(choices);
  });

  it('follow another tab', () => {
    const stored = storage();
    const preferences = new Preferences(stored);
    new Preferences(stored).choose({ sound: true });
    preferences.reload();
    expect(preferences.choices.value.sound).toBe(true);
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
    const refused = new LocalStorage(() => {
      throw new DOMException('storage is off', 'SecurityError');
    });
    const preferences = new Preferences(refused);
    preferences.choose({ calm: true });
    expect(preferences.choices.value.calm).toBe(true);
  });
});

import { Choice } from '../../components/forms/choice';
import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { preferences } from '../../state/account/appearance';
import type { Choices } from '../../state/account/preferences';
import { t } from '../../text';
import { LANGUAGES, type Language } from '../../text/languages';
import { settingsText } from '../../text/user-settings';

/** How the client looks, moves and speaks in this browser. */
export function Appearance() {
  const { theme, calm, language } = preferences.choices.value;
  const themes: readonly (readonly [Choices['theme'], string])[] = [
    ['system', settingsText.appearance.system],
    ['light', settingsText.appearance.light],
    ['dark', settingsText.appearance.dark],
  ];
  const named = Object.entries(LANGUAGES).map(([code, { name }]) => [code as Language, name] as const);
  return (
    <Section title={settingsText.appearance.title}>
      <Choice
        label={settingsText.appearance.theme}
        options={themes}
        value={theme}
        choose={(chosen) => preferences.choose({ theme: chosen })}
      />
      <Choice
        label={t.preferences.language}
        options={[['system', settingsText.appearance.browser] as const, ...named]}
        value={language}
        choose={(chosen) => preferences.choose({ language: chosen })}
      />
      <Switch
        label={settingsText.appearance.calm}
        hint={settingsText.appearance.calmHint}
        on={calm}
        change={(on) => preferences.choose({ calm: on })}
      />
    </Section>
  );
}

import { Choice } from '../../components/forms/choice';
import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { preferences } from '../../state/account/appearance';
import type { Choices } from '../../state/account/preferences';
import { t } from '../../text';
import { LANGUAGES, type Language } from '../../text/languages';

/** How the client looks, moves and speaks in this browser. */
export function Appearance() {
  const { theme, calm, language } = preferences.choices.value;
  const themes: readonly (readonly [Choices['theme'], string])[] = [
    ['system', t.preferences.system],
    ['light', t.preferences.light],
    ['dark', t.preferences.dark],
  ];
  const named = Object.entries(LANGUAGES).map(([code, { name }]) => [code as Language, name] as const);
  return (
    <Section title={t.preferences.appearance}>
      <Choice
        label={t.preferences.theme}
        options={themes}
        value={theme}
        choose={(chosen) => preferences.choose({ theme: chosen })}
      />
      <Choice
        label={t.preferences.language}
        options={[['system', t.preferences.browser] as const, ...named]}
        value={language}
        choose={(chosen) => preferences.choose({ language: chosen })}
      />
      <Switch
        label={t.preferences.calm}
        hint={t.preferences.calmHint}
        on={calm}
        change={(on) => preferences.choose({ calm: on })}
      />
    </Section>
  );
}

import { Languages } from 'lucide-preact';
import { preferences } from '../../state/account/appearance';
import { language, t } from '../../text/index';
import { isLanguage, LANGUAGES } from '../../text/languages';

/** The language, each by its own name, on the pages before the door. */
export function LanguageField() {
  return (
    <label class="flex min-h-11 items-center gap-2 text-sm font-semibold text-soft">
      <Languages size="1.125rem" aria-hidden />
      <span class="sr-only">{t.preferences.language}</span>
      <select
        value={language.value}
        onChange={({ currentTarget: { value } }) => isLanguage(value) && preferences.choose({ language: value })}
        class="min-h-11 rounded-full bg-transparent px-1 text-ink"
      >
        {Object.entries(LANGUAGES).map(([code, { name }]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

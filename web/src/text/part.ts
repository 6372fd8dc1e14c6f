import { computed } from '@preact/signals';
import { type Shape, type Words, words } from './catalogue';
import { furtherErrors, language, locale } from './index';
import type { Language } from './languages';

/**
 * The words of a part of the client that is loaded when it is first wanted. They are few, so both languages come at once
 * with what says them. What reads them while it renders is rendered anew in another language. A section `errors` is for
 * the error codes that only this part meets (`wordsForCode`).
 */
export function partOf<C extends object>(catalogues: Readonly<Record<Language, Shape<C>>>): Words<C> {
  const current = computed(() => words<C>(catalogues[language.value], locale.value));
  furtherErrors.push(() => (current.value as { errors?: Readonly<Record<string, string>> }).errors);
  return new Proxy({} as Words<C>, { get: (_, section) => current.value[section as keyof C] });
}

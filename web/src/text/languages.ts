/** The languages of the client: a file each, loaded when it is spoken. A new one is a line here and a file. */
export const LANGUAGES = {
  en: { name: 'English', load: async () => (await import('./en')).en },
  tr: { name: 'Türkçe', load: async () => (await import('./tr')).tr },
} as const;

export type Language = keyof typeof LANGUAGES;

export const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code);

/** The first of `wanted`, the best first, that is spoken here. */
export function bestOf(wanted: readonly string[]): Language {
  return wanted.map(baseOf).find(isLanguage) ?? 'en';
}

/** Where in the world `language` is wanted: dates and numbers differ between countries, `en-GB` and `en-US`, say. */
export function regionOf(language: Language, wanted: readonly string[]): string {
  return wanted.find((each) => baseOf(each) === language) ?? language;
}

const baseOf = (locale: string): string => locale.split('-')[0]?.toLowerCase() ?? '';

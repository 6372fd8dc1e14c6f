import { batch, signal } from '@preact/signals';
import { ApiError } from '../api/errors';
import { type Words, words } from './catalogue';
import type { en } from './en';
import { LANGUAGES, type Language } from './languages';

type Catalogue = Words<typeof en>;

const current = signal({} as Catalogue);

/** The language in use. */
export const language = signal<Language>('en');
/** The language in use, with the country where it matters. */
export const locale = signal('en');

/** The words in use. What reads them while it renders is rendered anew in another language. */
export const t = new Proxy({} as Catalogue, {
  get: (_, section) => current.value[section as keyof Catalogue],
});

/** Turns to a language; `region` is its locale. Rejects, and changes nothing, where its words do not load. */
export async function loadLanguage(to: Language, region: string = to): Promise<void> {
  const catalogue = await LANGUAGES[to].load();
  batch(() => {
    language.value = to;
    locale.value = region;
    current.value = words<typeof en>(catalogue, region);
  });
}

type ErrorWords = Readonly<Record<string, string>>;

/** What parts of the client have to say of errors that only they meet: added as a part is loaded (`text/part.ts`). */
export const furtherErrors: (() => ErrorWords | undefined)[] = [];

/** What went wrong, for the user. */
export function wordsFor(error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'unexpected';
  return wordsForCode(code);
}

export function wordsForCode(code: string | null): string {
  const known: ErrorWords = Object.assign({}, ...furtherErrors.map((words) => words()), t.errors);
  return known[code ?? ''] ?? t.errors.unexpected;
}

import { ApiError } from '../api/errors';
import { en } from './en';

/** The words in use. */
export const t = en;

/** What went wrong, for the user. */
export function wordsFor(error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'unexpected';
  return wordsForCode(code);
}

export function wordsForCode(code: string | null): string {
  return t.errors[code ?? ''] ?? (t.errors.unexpected as string);
}

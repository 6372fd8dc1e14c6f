import { afterAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import { loadLanguage, wordsFor } from '../../src/text/index';

afterAll(() => loadLanguage('en'));

describe('the words of an error', () => {
  it('come with the part of the client that meets it, in the language in use', async () => {
    const error = new ApiError(409, 'too_many_hooks');
    const unknown = wordsFor(new ApiError(500, 'unexpected'));
    expect(wordsFor(error)).toBe(unknown);
    await import('../../src/text/robots/index');
    expect(wordsFor(error)).toMatch(/as many hooks as it can/);
    await loadLanguage('tr');
    expect(wordsFor(error)).toMatch(/kanca/);
  });

  it('are those of the whole client where both know the code', async () => {
    await loadLanguage('en');
    expect(wordsFor(new ApiError(404, 'no_such_user'))).toBe('There is no user with this name.');
  });
});

import { describe, expect, it } from 'vitest';
import { nextOf, verifyFirst, withinSite } from '../../../src/state/account/return-path';

describe('where a page leads on to', () => {
  it('survives with all of an invitation', () => {
    const invitation = '/chat/0b3f?invite=a-b_c%2B';
    expect(nextOf(verifyFirst(invitation).split('?')[1] ?? '')).toBe(invitation);
  });

  it.each([
    'https://elsewhere',
    '//elsewhere',
    '/\\elsewhere',
    '\\\\elsewhere',
    '/\t/elsewhere',
    '/\n\\elsewhere',
    '\t//elsewhere',
    ' //elsewhere',
    '/.//elsewhere',
    '/x/..//elsewhere',
    '/x/..\\/elsewhere',
    '/%2e//elsewhere',
    '/\t/elsewhere:99999',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'blob:https://elsewhere/x',
    'chat',
    '',
  ])('is never outside of the site: %j', (next) => {
    expect(nextOf(`${new URLSearchParams({ next })}`)).toBeNull();
    expect(withinSite(next)).toBeNull();
  });

  it('is what the browser will make of it', () => {
    expect(withinSite('/gro\tups/../chat/a#b')).toBe('/chat/a#b');
    expect(nextOf('')).toBeNull();
  });
});

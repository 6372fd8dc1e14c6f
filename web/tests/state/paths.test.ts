import { describe, expect, it } from 'vitest';
import { nextOf, verifyFirst } from '../../src/state/paths';

describe('where a page leads on to', () => {
  it('survives with all of an invitation', () => {
    const invitation = '/chat/0b3f?invite=a-b_c%2B';
    expect(nextOf(verifyFirst(invitation).split('?')[1] ?? '')).toBe(invitation);
  });

  it.each(['next=https://elsewhere', 'next=//elsewhere', 'next=/\\elsewhere', 'next=javascript:1', ''])(
    'is never outside of the site: %s',
    (search) => expect(nextOf(search)).toBeNull(),
  );
});

import { describe, expect, it } from 'vitest';
import { solved } from '../../../src/state/account/challenge';
import { ChallengeAnswer } from '../../../src/state/account/challenge-answer';
import { inviteIn, inviteTyped } from '../../../src/state/account/invite-code';
import type { Challenge } from '../../../src/wire/index';

/** Made by the server's library. */
const challenge: Challenge = {
  parameters: {
    algorithm: 'PBKDF2/SHA-256',
    cost: 10,
    keyLength: 32,
    keyPrefix: '2ace0468b2a5c631f26bb885ed725442',
    nonce: 'b9f66ffa5c148b196ba7de428702810c',
    salt: '106de23134ad2de01a11b147972232d6',
    keySignature: '49e2840d18f9cc26e155c80203ec1e01a5813900c91beafe64b4c0267d7b2cb7',
    expiresAt: 1_790_000_000,
  },
  signature: '8732b4d11e5761ad729e51db5b0830b11cda9061ce3a0a8c26d87596758c5124',
};

describe('the work before a sign-up', () => {
  it('is done as the server checks it, and comes back with the challenge as it was', async () => {
    const answer = JSON.parse(atob(await solved(challenge)));
    expect(answer.challenge).toEqual(challenge);
    expect(answer.solution).toMatchObject({
      counter: 37,
      derivedKey: '2ace0468b2a5c631f26bb885ed725442350897cd473f4a47f50f31e8fb4755f3',
    });
  });

  it('is done once, and anew where it was refused, is old, or did not come', async () => {
    let now = 0;
    let asked = 0;
    let fails = false;
    const answer = new ChallengeAnswer(
      async () => {
        asked += 1;
        return fails ? Promise.reject(new Error('the network failed')) : challenge;
      },
      () => now,
    );
    await Promise.all([answer.get(), answer.get()]);
    expect(asked).toBe(1);
    answer.refused();
    await answer.get();
    expect(asked).toBe(2);
    now = 10 * 60_000;
    fails = true;
    await expect(answer.get()).rejects.toThrow();
    fails = false;
    await answer.get();
    expect(asked).toBe(4);
  });
});

describe('an invitation to the site', () => {
  it.each([
    ['invite=abc', 'abc'],
    [`next=${encodeURIComponent('/chat/den?invite=s3cret')}`, 'den.s3cret'],
    [`next=${encodeURIComponent('/chat/den?invite=den.s3cret')}`, 'den.s3cret'],
    [`next=${encodeURIComponent('/invite/abc')}`, 'abc'],
    [`next=${encodeURIComponent('/chat/den')}`, null],
    [`next=${encodeURIComponent('//elsewhere.example/invite/abc')}`, null],
    ['', null],
  ])('is in the query %j', (search, code) => expect(inviteIn(search)).toBe(code));

  it.each([
    [' abc ', 'abc'],
    ['den.s3cret', 'den.s3cret'],
    ['https://snow.example/invite/abc', 'abc'],
    ['https://snow.example/chat/den?invite=s3cret', 'den.s3cret'],
    ['https://snow.example/', null],
    ['  ', null],
  ])('is typed as %j', (typed, code) => expect(inviteTyped(typed)).toBe(code));
});

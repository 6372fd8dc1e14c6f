import { describe, expect, it } from 'vitest';
import { healthOf, outcomeOf } from '../../../src/state/robots/delivery';
import type { Subscription } from '../../../src/wire/index';

describe('an answer of a receiver', () => {
  it.each([
    [200, 'arrived'],
    [299, 'arrived'],
    [null, 'silent'],
    [300, 'redirected'],
    [302, 'redirected'],
    [400, 'refused'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'missing'],
    [410, 'unwanted'],
    [418, 'refused'],
    [429, 'busy'],
    [500, 'broken'],
    [503, 'broken'],
  ])('of %s is told as %s', (status, outcome) => {
    expect(outcomeOf(status)).toBe(outcome);
  });
});

describe('a subscription', () => {
  const since = '2026-01-01T00:00:00.000Z';
  const health = (known: Partial<Subscription>) =>
    healthOf({
      ...{ id: 's', url: 'https://a.example', events: ['message'], bots: false },
      ...{ last_status: null, failing_since: null, disabled: false },
      ...known,
    });

  it.each([
    ['new', {}],
    ['well', { last_status: 200 }],
    ['failing', { last_status: 503, failing_since: since }],
    ['failing', { last_status: null, failing_since: since }],
    ['disabled', { last_status: 410, disabled: true }],
    ['disabled', { last_status: 503, failing_since: since, disabled: true }],
  ])('is %s with %o', (expected, known) => {
    expect(health(known)).toBe(expected);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { MailStop } from '../../../src/state/notices/mail-stop';

const answering = (answer: () => Promise<unknown>) => vi.fn((_path: string, _call: object) => answer());

describe('given the link in a mail of what was missed', () => {
  it('ends nothing before it is told to, then those mails, once', async () => {
    const open = answering(async () => undefined);
    const stop = new MailStop('bob.a&b', open);
    expect(open).not.toHaveBeenCalled();

    const ending = stop.end();
    expect(stop.step.value).toBe('ending');
    await Promise.all([ending, stop.end()]);
    await stop.end();

    expect(stop.step.value).toBe('ended');
    expect(open.mock.calls).toEqual([['/api/mail/unsubscribe?token=bob.a%26b', { method: 'POST' }]]);
  });

  it('knows a link without a token without asking', async () => {
    const open = answering(async () => undefined);
    const stop = new MailStop('', open);
    await stop.end();
    expect(stop.step.value).toBe('unknown');
    expect(open).not.toHaveBeenCalled();
  });

  it.each([404, 422])('says so where the token is nobody’s (%i)', async (status) => {
    const stop = new MailStop(
      'bob.x',
      answering(() => Promise.reject(new ApiError(status, 'not_found'))),
    );
    await stop.end();
    expect(stop.step.value).toBe('unknown');
    expect(stop.failure.value).toBeNull();
  });

  it('can be tried again where the server did not answer', async () => {
    const open = answering(async () => undefined);
    open.mockImplementationOnce(() => Promise.reject(new ApiError(0, 'network')));
    const stop = new MailStop('bob.x', open);

    await stop.end();
    expect(stop.step.value).toBe('asked');
    expect(stop.failure.value).toMatchObject({ code: 'network' });

    await stop.end();
    expect(stop.step.value).toBe('ended');
    expect(stop.failure.value).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { call } from '../../src/api/http';

const answer =
  (status: number, body: string): typeof fetch =>
  async () =>
    new Response(status === 204 ? null : body, { status });

describe('a call', () => {
  it('answers the body, and nothing for 204', async () => {
    expect(await call(answer(200, '{"a":1}'), '/api/x')).toEqual({ a: 1 });
    expect(await call(answer(204, ''), '/api/x')).toBeUndefined();
  });

  it('throws a problem with its code and what is wrong with which field', async () => {
    const body = '{"status":422,"code":"invalid","title":"x","detail":"y","errors":[{"field":"email","message":"no"}]}';
    await expect(call(answer(422, body), '/api/x')).rejects.toMatchObject({
      status: 422,
      code: 'invalid',
      fields: { email: 'no' },
    });
  });

  it('throws why and until when somebody is banned, or null without end', async () => {
    const body = '{"status":403,"code":"banned","title":"x","detail":"y","until":null,"statement":"Threats"}';
    await expect(call(answer(403, body), '/api/x')).rejects.toMatchObject({
      code: 'banned',
      sanction: { until: null, statement: 'Threats' },
    });
  });

  it('says that its body is JSON, and nothing of a body where it has none', async () => {
    const sent: RequestInit[] = [];
    const listening: typeof fetch = async (_, init) => {
      sent.push(init ?? {});
      return new Response(null, { status: 204 });
    };
    await call(listening, '/api/x', { method: 'POST', body: { a: 1 } });
    await call(listening, '/api/x', { method: 'POST' });
    const types = sent.map(({ headers }) => new Headers(headers).get('Content-Type'));
    expect(types).toEqual(['application/json', null]);
    expect(sent.map(({ body }) => body)).toEqual(['{"a":1}', undefined]);
  });

  it.each([
    [401, '{"message":"Unauthorized"}', 'unauthorized'],
    [429, 'slow down', 'too_many'],
    [503, '<html>', 'unexpected'],
  ])("looks at the status only of a gateway's own %i", async (status, body, code) => {
    await expect(call(answer(status, body), '/api/x')).rejects.toMatchObject({ status, code });
  });

  it('tells a time-out from a missing network and from an answer that is none', async () => {
    const failing =
      (error: Error): typeof fetch =>
      () =>
        Promise.reject(error);
    const timeout = new DOMException('late', 'TimeoutError');
    await expect(call(failing(timeout), '/api/x')).rejects.toMatchObject({ status: 0, code: 'timeout' });
    await expect(call(failing(new TypeError('x')), '/api/x')).rejects.toMatchObject({ status: 0, code: 'network' });
    await expect(call(answer(200, '<html>'), '/api/x')).rejects.toMatchObject({ status: 0, code: 'unexpected' });
  });
});

describe('a call that is not wanted any more', () => {
  it('ends with its signal', async () => {
    const hanging: typeof fetch = (_, init) =>
      new Promise((_answer, refuse) => {
        init?.signal?.addEventListener('abort', () => refuse(init.signal?.reason));
      });
    const wanted = new AbortController();
    const answer = call(hanging, '/api/x', { signal: wanted.signal });
    wanted.abort(new DOMException('', 'TimeoutError'));
    await expect(answer).rejects.toMatchObject({ code: 'timeout' });
  });
});

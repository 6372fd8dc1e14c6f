import { afterEach, expect, it, vi } from 'vitest';
import { renewSubscription } from '../../../src/worker/push/renewal';
import { Browser } from './browser';

afterEach(() => vi.unstubAllGlobals());

it('subscribes with the key that the server has now, and tells it, in the user’s language', async () => {
  const browser = new Browser();
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: RequestInit) => {
    if (path === '/api/auth/refresh') return Response.json({ token: 'token' });
    if (path === '/api/push/key') return Response.json({ public_key: 'new-key' });
    bodies.push([path, JSON.parse(String(body))]);
    return new Response(null, { status: 204 });
  });
  const keys = { p256dh: 'p', auth: 'a' };
  browser.subscribe.mockResolvedValue({ toJSON: () => ({ endpoint: 'https://push.example.org/2', keys }) });

  await renewSubscription(browser.scope);

  expect(browser.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: 'new-key' });
  expect(bodies).toEqual([['/api/push/subscribe', { endpoint: 'https://push.example.org/2', keys, language: 'tr' }]]);
});

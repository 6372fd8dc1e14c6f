import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pushed } from '../../../src/worker/push/notices';
import { Browser, Window } from './browser';

const push = (more: object = {}) =>
  JSON.stringify({
    ...{
      kind: 'call',
      room: 'den',
      seq: null,
      title: 'Ada',
      body: 'Ada ruft an',
      icon: null,
      url: '/chat/den',
      unread: 2,
    },
    ...{ call: 'call 1', state: 'ringing', expires: new Date(Date.now() + 30_000).toISOString() },
    ...more,
  });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a call that is pushed while it rings', () => {
  it('stays until it is answered, in the user’s language, and leads to the chat, which answers', async () => {
    const browser = new Browser();
    void pushed(browser.scope, push());
    await vi.advanceTimersByTimeAsync(29_000);
    expect(browser.shown).toMatchObject([
      {
        ...{ title: 'Ada', tag: 'den', requireInteraction: true, renotify: true },
        data: { url: '/chat/den?accept=call%201', room: 'den', call: 'call 1' },
        actions: [
          { action: 'accept', title: 'Yanıtla' },
          { action: 'decline', title: 'Reddet' },
        ],
      },
    ]);
  });

  it('is gone when it expires', async () => {
    const browser = new Browser();
    void pushed(browser.scope, push());
    await vi.advanceTimersByTimeAsync(30_000);
    expect(browser.shown).toEqual([]);
  });

  it('gives way to what was missed, which stays', async () => {
    const browser = new Browser();
    void pushed(browser.scope, push());
    await vi.advanceTimersByTimeAsync(10_000);
    await pushed(browser.scope, push({ state: 'missed', seq: 7, body: 'Cevapsız arama', expires: null }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(browser.shown).toMatchObject([{ body: 'Cevapsız arama', data: { url: '/chat/den', seq: 7 }, actions: [] }]);
  });

  it('is shown by the page where the user sees one', async () => {
    const browser = new Browser();
    browser.windows = [new Window('visible'), new Window('hidden')];
    await pushed(browser.scope, push());
    expect(browser.history).toEqual([]);
  });

  it('calls where all pages are out of sight', async () => {
    const browser = new Browser();
    browser.windows = [new Window('hidden')];
    void pushed(browser.scope, push());
    await vi.advanceTimersByTimeAsync(0);
    expect(browser.shown).toHaveLength(1);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { pushed } from '../../../src/worker/push/notices';
import { Browser, Window, WORDS } from './browser';

const message = (room: string, seq: number, more: object = {}) =>
  JSON.stringify({
    kind: 'message',
    room,
    seq,
    title: 'Ada',
    body: `message ${seq}`,
    icon: 'https://files.example.org/ada.png',
    url: `/chat/${room}/${seq}`,
    unread: seq,
    ...more,
  });
const read = (room: string, seq: number, unread = 0) => JSON.stringify({ kind: 'read', room, seq, unread });

afterEach(() => vi.unstubAllGlobals());

describe('a message that is pushed', () => {
  it('shows its author, picture and text, leads to its place, and can be marked as read in the user’s language', async () => {
    const browser = new Browser();
    await pushed(browser.scope, message('den', 7));
    expect(browser.shown).toMatchObject([
      {
        title: 'Ada',
        body: 'message 7',
        icon: 'https://files.example.org/ada.png',
        tag: 'den',
        data: { url: '/chat/den/7', room: 'den', seq: 7 },
        actions: [{ action: 'read', title: 'Okundu say' }],
        silent: false,
      },
    ]);
    expect(browser.badge).toBe(7);
  });

  it('has the site’s picture where its author has none, and no action where there are no words for it', async () => {
    const browser = new Browser(null);
    await pushed(browser.scope, message('den', 7, { icon: null }));
    expect(browser.shown).toMatchObject([{ icon: '/icon-192.png', actions: [] }]);
  });

  it('takes the place of the last one of its chat, and calls anew; others stay', async () => {
    const browser = new Browser();
    for (const text of [message('den', 1), message('attic', 1), message('den', 2)]) await pushed(browser.scope, text);
    expect(browser.shown.map(({ body, tag }) => [tag, body])).toEqual([
      ['attic', 'message 1'],
      ['den', 'message 2'],
    ]);
    expect(browser.shown.at(-1)?.renotify).toBe(true);
  });

  it('does not call twice, nor take the place of a newer one', async () => {
    const browser = new Browser();
    for (const seq of [2, 2, 1]) await pushed(browser.scope, message('den', seq));
    expect(browser.shown.map(({ body }) => body)).toEqual(['message 2']);
    expect(browser.calls).toBe(1);
  });

  it('is not shown while a page shows its chat to the user', async () => {
    const browser = new Browser();
    browser.windows = [new Window('visible', true)];
    await pushed(browser.scope, message('den', 1));
    expect(browser.history).toEqual([]);
  });

  it.each([
    ['shows something else', new Window('visible', false)],
    ['does not answer', new Window('visible', null)],
  ])('is shown while a page %s', async (_, window) => {
    const browser = new Browser();
    browser.windows = [window];
    await pushed(browser.scope, message('den', 1));
    expect(browser.shown.map(({ tag }) => tag)).toEqual(['den']);
    expect(browser.calls).toBe(1);
  });

  it('does not call where a page behind has told of it: it takes the place of what that shows', async () => {
    const browser = new Browser();
    browser.windows = [new Window('hidden', true)];
    await browser.scope.registration.showNotification('Ada', { tag: 'den', data: { url: '/chat/den/1', seq: 1 } });
    await pushed(browser.scope, message('den', 1));
    expect(browser.shown.map(({ tag }) => tag)).toEqual(['den']);
    expect(browser.calls).toBe(1);
  });

  it('does not come back where the user has put away what a page told, and shows something all the same', async () => {
    const browser = new Browser();
    browser.windows = [new Window('hidden', true)];
    await pushed(browser.scope, message('den', 1));
    expect(browser.shown).toEqual([]);
    expect([browser.history.length, browser.calls]).toEqual([1, 0]);
  });
});

describe('a notice to try', () => {
  it('calls each time, and leaves the badge alone', async () => {
    const browser = new Browser();
    const text = message('', 0, { url: '/me', unread: 0 });
    for (const tried of [text, text]) await pushed(browser.scope, tried);
    expect(browser.shown).toMatchObject([{ title: 'Ada', tag: 'news', data: { url: '/me' }, actions: [] }]);
    expect([browser.calls, browser.badge]).toEqual([2, null]);
  });
});

describe('what was read elsewhere', () => {
  it('goes, up to what was read, and the badge with it', async () => {
    const browser = new Browser();
    for (const text of [message('den', 3), message('attic', 5), read('den', 3)]) await pushed(browser.scope, text);
    expect(browser.shown.map(({ tag }) => tag)).toEqual(['attic']);
    expect(browser.badge).toBe(0);
    await pushed(browser.scope, read('attic', 4, 1));
    expect(browser.shown.map(({ tag }) => tag)).toEqual(['attic']);
    expect(browser.badge).toBe(1);
  });

  it('calls nobody, but is no push that shows nothing', async () => {
    const browser = new Browser();
    await pushed(browser.scope, read('den', 3));
    expect(browser.shown).toEqual([]);
    expect([browser.history.length, browser.calls]).toEqual([1, 0]);
  });
});

describe('a push that cannot be read', () => {
  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['no object', '7'],
    ['no kind', '{}'],
    ['no text', JSON.stringify({ kind: 'message', room: 'den', seq: 1, unread: 1 })],
    ['an address elsewhere', message('den', 1, { url: '//elsewhere.example.org' })],
    ['a read without a place', JSON.stringify({ kind: 'read', room: 'den', unread: 1 })],
    ['a kind that is not known, and nothing to show', JSON.stringify({ kind: 'storm', unread: 1 })],
  ])('shows that there is something: %s', async (_, text) => {
    const browser = new Browser();
    await pushed(browser.scope, text);
    expect(browser.shown).toMatchObject([{ title: 'Monkey Snowfight', body: WORDS.news, data: { url: '/' } }]);
  });

  it('is shown as it says where only its kind is not known', async () => {
    const browser = new Browser();
    await pushed(browser.scope, message('den', 1, { kind: 'call', seq: null }));
    expect(browser.shown).toMatchObject([{ title: 'Ada', tag: 'den', data: { url: '/chat/den/1' }, actions: [] }]);
  });
});

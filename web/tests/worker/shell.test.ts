import { describe, expect, it } from 'vitest';
import { keptFor } from '../../src/worker/shell';

const SITE = 'https://chat.example.org';
const FILES = new Set(['/index.html', '/assets/index-1a2b.js', '/favicon.svg']);
const asked = (url: string, mode = 'cors', method = 'GET') =>
  keptFor({ url: new URL(url, SITE).href, mode, method }, SITE, FILES);

describe('the kept shell', () => {
  it.each(['/', '/login', '/chat/public-chat', '/chat/abc?invite=xyz', '/me/'])('answers the page at %s', (path) => {
    expect(asked(path, 'navigate')).toBe('/index.html');
  });

  it('answers its files', () => {
    expect(asked('/assets/index-1a2b.js')).toBe('/assets/index-1a2b.js');
    expect(asked('/favicon.svg', 'no-cors')).toBe('/favicon.svg');
  });

  it.each([
    '/api/chats',
    '/api/me/export',
    '/api',
    '/ws?ticket=abc',
    '/_local/mailbox',
    '/assets/other.js',
    'https://res.cloudinary.com/demo/image/authenticated/a.png',
    'https://res.cloudinary.com/index.html',
  ])('leaves %s to the network, however it is asked for', (url) => {
    for (const mode of ['navigate', 'cors', 'same-origin', 'no-cors']) expect(asked(url, mode)).toBeNull();
  });

  it('leaves to the network what is not only read', () => {
    for (const method of ['POST', 'PATCH', 'HEAD']) expect(asked('/index.html', 'cors', method)).toBeNull();
  });
});

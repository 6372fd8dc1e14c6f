import { describe, expect, it } from 'vitest';
import { cachedPathFor } from '../../src/worker/shell';

const SITE = 'https://chat.example.org';
const FILES = new Set(['/index.html', '/assets/index-1a2b.js', '/favicon.svg']);
const answeredBy = (url: string, mode = 'cors', method = 'GET') =>
  cachedPathFor({ url: new URL(url, SITE).href, mode, method }, SITE, FILES);

describe('the kept shell', () => {
  it.each(['/', '/login', '/chat/public-chat', '/chat/abc?invite=xyz', '/me/'])('answers the page at %s', (path) => {
    expect(answeredBy(path, 'navigate')).toBe('/index.html');
  });

  it('answers its files', () => {
    expect(answeredBy('/assets/index-1a2b.js')).toBe('/assets/index-1a2b.js');
    expect(answeredBy('/favicon.svg', 'no-cors')).toBe('/favicon.svg');
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
    for (const mode of ['navigate', 'cors', 'same-origin', 'no-cors']) expect(answeredBy(url, mode)).toBeNull();
  });

  it('leaves to the network what is not only read', () => {
    for (const method of ['POST', 'PATCH', 'HEAD']) expect(answeredBy('/index.html', 'cors', method)).toBeNull();
  });
});

/**
 * The service worker: keeps the client's own files, one version at a time, so that the page opens at once and without
 * a network. What it keeps it fetches by itself when it is installed; no answer to the page is ever put away. And it
 * shows what is pushed (`push/`). It is one file: it imports nothing that a page imports too, but for types.
 */
import { clicked } from './push/clicked';
import { pushed } from './push/notices';
import { renewSubscription } from './push/renewal';
import type { Scope } from './push/scope';
import { cachedPathFor } from './shell';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: the files of this version, and its name. */
declare const SHELL: { version: string; files: string[] };

const PREFIX = 'shell-';
const CACHE = `${PREFIX}${SHELL.version}`;
const FILES = new Set(SHELL.files);

self.addEventListener('install', (event) => {
  // `reload`: from the server, whatever the browser's own cache holds.
  const fresh = SHELL.files.map((path) => new Request(path, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys().then((names) => {
      const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      return Promise.all(old.map((name) => caches.delete(name)));
    }),
  );
});

self.addEventListener('fetch', (event) => {
  const path = cachedPathFor(event.request, self.location.origin, FILES);
  if (path) event.respondWith(fromCache(path, event.request));
});

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/** The page asks for it once its user wants the new version. */
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

const scope: Scope = {
  registration: self.registration,
  windows: () => self.clients.matchAll({ type: 'window', includeUncontrolled: true }),
  openWindow: (path) => self.clients.openWindow(path),
};

self.addEventListener('push', (event) => event.waitUntil(pushed(scope, event.data?.text())));

/** One of the page's, or of a push. */
self.addEventListener('notificationclick', (event) => {
  event.waitUntil(clicked(scope, event.notification, event.action));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renewSubscription(scope).catch(() => undefined));
});

/** The page's side of the service worker: it is registered, and newer versions of the client are found out about. */
import { signal } from '@preact/signals';
import { persist } from '../../sync/retry';
import { withinSite } from '../account/return-path';
import { world } from './browser';
import { serviceWorkers } from './browser-features';
import { navigate } from './navigation';

/** A newer version waits until the user wants it. */
export const waitingWorker = signal<ServiceWorker | null>(null);

/** The server speaks a newer contract than this page knows. */
export const outdated = signal(false);

/** Tells the user so; a newer version is looked for meanwhile. */
export function markOutdated(): void {
  outdated.value = true;
  void serviceWorkers()
    ?.getRegistration()
    .then((registration) => registration?.update())
    .catch(() => undefined);
}

/** The first seconds, in milliseconds, are the page's own. */
const SETTLED = 4000;

/** Does something once the page has come to rest after its first load. */
export function whenIdle(act: () => unknown): void {
  setTimeout(() => ('requestIdleCallback' in window ? window.requestIdleCallback(act) : act()), SETTLED);
}
/** How often a newer version is looked for, and how often it is seen whether that is due, in milliseconds. */
const HOUR = 60 * 60 * 1000;
const LOOK = 10 * 60 * 1000;
/** A newer version that does not take over within this time, in milliseconds, will not. */
const TAKEN_OVER = 5000;

/** Keeps the client in the browser from now on, where the browser can. */
export function registerServiceWorker(): void {
  const workers = serviceWorkers();
  if (!workers || !import.meta.env.PROD) return;
  workers.addEventListener('message', ({ data }) => {
    const path = typeof data?.open === 'string' ? withinSite(data.open) : null;
    if (path) navigate(path);
  });
  whenIdle(async () => {
    const url = workerUrl();
    const registration = await persist(world, () => register(workers, url));
    if (registration) follow(workers, registration);
  });
}

/** Turns to the newer version: to the one that waits, or else to what the server has. */
export function reloadToUpdate(): void {
  const reload = () => window.location.reload();
  if (waitingWorker.value) {
    serviceWorkers()?.addEventListener('controllerchange', reload, { once: true });
    waitingWorker.value.postMessage('take over');
    setTimeout(reload, TAKEN_OVER); // another tab was quicker
  } else {
    // A kept shell would only bring this page again.
    const known = serviceWorkers()?.getRegistration() ?? Promise.resolve(undefined);
    void known.then((registration) => registration?.unregister()).finally(reload);
  }
}

/** Null where the browser refuses; rejects where the worker's code does not come. */
async function register(workers: ServiceWorkerContainer, url: string): Promise<ServiceWorkerRegistration | null> {
  try {
    return await workers.register(url);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return null;
  }
}

/** Looks for newer versions, and tells of one that waits. */
function follow(workers: ServiceWorkerContainer, registration: ServiceWorkerRegistration): void {
  let checkedAt = Date.now();
  const look = () => {
    // Without one in charge this is the first version, which is the page's own.
    if (workers.controller) waitingWorker.value = registration.waiting;
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  const update = () => {
    if (document.hidden || Date.now() - checkedAt < HOUR) return;
    checkedAt = Date.now();
    void registration.update().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', update);
  setInterval(update, LOOK); // a tab that is always in front
  look();
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): string };
}

/** Browsers with Trusted Types take a script's address from a policy only; the Content-Security-Policy names this one, once. */
function workerUrl(): string {
  const path = '/worker.js';
  const policies = (window as { trustedTypes?: Policies }).trustedTypes;
  return policies?.createPolicy('worker', { createScriptURL: () => path }).createScriptURL(path) ?? path;
}

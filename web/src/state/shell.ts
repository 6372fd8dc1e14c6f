/** The page's side of the service worker: it is registered, and newer versions of the client are found out about. */
import { signal } from '@preact/signals';
import { navigate } from 'wouter-preact/use-browser-location';
import { withinSite } from './paths';

/** A newer version waits until the user wants it. */
export const newer = signal<ServiceWorker | null>(null);

/** The server speaks a newer contract than this page knows. */
export const outdated = signal(false);

/** Tells the user so; a newer version is looked for meanwhile. */
export function becomeOutdated(): void {
  outdated.value = true;
  void navigator.serviceWorker
    ?.getRegistration()
    .then((registration) => registration?.update())
    .catch(() => undefined);
}

/** The first seconds, in milliseconds, are the page's own. */
const SETTLED = 4000;

/** Does something once the page has come to rest after its first load. */
export function atRest(act: () => void): void {
  setTimeout(() => ('requestIdleCallback' in window ? window.requestIdleCallback(act) : act()), SETTLED);
}
const HOUR = 60 * 60 * 1000;

/** Keeps the client in the browser from now on, where the browser can. */
export function keepShell(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    const path = typeof data?.open === 'string' ? withinSite(data.open) : null;
    if (path) navigate(path);
  });
  atRest(() => void register().catch(() => undefined));
}

/** Turns to the newer version: to the one that waits, or else to what the server has. */
export function renewPage(): void {
  const reload = () => window.location.reload();
  if (newer.value) {
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    newer.value.postMessage('take over');
  } else {
    // A kept shell would only bring this page again.
    const kept = navigator.serviceWorker?.getRegistration() ?? Promise.resolve(undefined);
    void kept.then((registration) => registration?.unregister()).finally(reload);
  }
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(workerUrl());
  let asked = Date.now();
  const look = () => {
    // Without one in charge this is the first version, which is the page's own.
    if (navigator.serviceWorker.controller) newer.value = registration.waiting;
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - asked < HOUR) return;
    asked = Date.now();
    void registration.update().catch(() => undefined);
  });
  look();
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): string };
}

/** Browsers with Trusted Types take a script's address from a policy only; the Content-Security-Policy names this one. */
function workerUrl(): string {
  const path = '/worker.js';
  const policies = (window as { trustedTypes?: Policies }).trustedTypes;
  return policies?.createPolicy('worker', { createScriptURL: () => path }).createScriptURL(path) ?? path;
}

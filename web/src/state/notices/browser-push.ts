/** What of pushing is the browser's, and the one subscription of this page. */
import { ApiError } from '../../api/errors';
import { PushApi } from '../../api/push-api';
import type { SessionHolder } from '../../api/session';
import { language } from '../../text/index';
import { browserFeature, serviceWorkers, storage } from '../page/browser-features';
import { Devices } from './devices';
import { permission } from './notification';
import { BrowserSubscription } from './push-subscription';
import type { BrowserTraits } from './push-support';
import { keepWords } from './worker-words';

/** So long, in milliseconds, a browser may take until its service worker is there, and until it has subscribed. */
const PATIENCE = 20_000;

interface BrowserPush {
  api: PushApi;
  subscription: BrowserSubscription;
  devices: Devices;
}

let only: BrowserPush | undefined;

/** The same for all of the page. */
export function browserPush(session: SessionHolder): BrowserPush {
  only ??= made(new PushApi(session));
  return only;
}

function made(api: PushApi): BrowserPush {
  const allowed = () => permission() === 'granted';
  const ports = { api, kept, subscribe, storage, allowed, language: () => language.value };
  return { api, subscription: new BrowserSubscription(ports), devices: new Devices(api) };
}

export function browserTraits(): BrowserTraits {
  return {
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    standalone: window.matchMedia('(display-mode: standalone)').matches,
    push: browserFeature(() => globalThis.PushManager) !== null,
    permission: permission(),
  };
}

async function kept(): Promise<PushSubscription | null> {
  const registration = await serviceWorkers()?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

async function subscribe(key: string): Promise<PushSubscription> {
  const ready = serviceWorkers()?.ready;
  if (!ready) throw new ApiError(0, 'unexpected');
  await keepWords(language.value).catch(() => undefined); // before the first push can come, whenever this page is closed
  const { pushManager } = await soon(ready);
  return soon(pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

function soon<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new ApiError(0, 'timeout')), PATIENCE));
  return Promise.race([promise, late]);
}

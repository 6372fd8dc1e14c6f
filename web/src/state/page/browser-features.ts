/**
 * What a browser may refuse to a page: in private windows, with site data blocked, by policy, or by its age. Touching it
 * alone can throw, so nothing else in the client does.
 */
import { LocalStorage } from './local-storage';

/** What `touch` answers; null where the browser refuses or does not have it. */
export function browserFeature<T>(touch: () => T): NonNullable<T> | null {
  try {
    return touch() ?? null;
  } catch {
    return null;
  }
}

export const storage = new LocalStorage(() => globalThis.localStorage);

export const serviceWorkers = (): ServiceWorkerContainer | null => browserFeature(() => navigator.serviceWorker);

export const notifications = (): typeof Notification | null => browserFeature(() => globalThis.Notification);

/** What the tabs of a browser hear from each other; null where each is alone. */
export const broadcast = (name: string): BroadcastChannel | null => browserFeature(() => new BroadcastChannel(name));

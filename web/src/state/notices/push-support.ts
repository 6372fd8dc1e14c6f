/** Whether a browser takes pushes, and what its user can do where it does not. */

/** What of a browser that depends on. */
export interface BrowserTraits {
  userAgent: string;
  /** Above 1 on an iPad, which says that it is a Mac. */
  touchPoints: number;
  /** Opened from the Home Screen, or installed. */
  standalone: boolean;
  /** The browser has what pushes take. */
  push: boolean;
  permission: NotificationPermission | 'missing';
}

/** `home`: only what is on the Home Screen may. */
export type PushSupport = 'home' | 'missing' | 'denied' | 'able';

export type Browser = 'ios' | 'android' | 'edge' | 'firefox' | 'chrome' | 'safari';

export function supportOf({ permission, push, standalone, ...device }: BrowserTraits): PushSupport {
  if (isApplesTouch(device) && !standalone) return 'home';
  if (!push || permission === 'missing') return 'missing';
  return permission === 'denied' ? 'denied' : 'able';
}

/** By what a browser calls itself: most say that they are some of the others too, and each begins with its own. */
export function browserOf(device: Pick<BrowserTraits, 'userAgent' | 'touchPoints'>): Browser {
  const { userAgent } = device;
  if (isApplesTouch(device)) return 'ios';
  if (userAgent.includes('Android')) return 'android';
  if (userAgent.includes('Edg/')) return 'edge';
  if (userAgent.includes('Firefox/')) return 'firefox';
  return userAgent.includes('Chrome/') ? 'chrome' : 'safari';
}

const isApplesTouch = ({ userAgent, touchPoints }: Pick<BrowserTraits, 'userAgent' | 'touchPoints'>): boolean =>
  /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && touchPoints > 1);

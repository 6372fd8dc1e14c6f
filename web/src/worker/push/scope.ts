/** What the service worker's answers to a push need of the browser. */

/** A window of this site (`WindowClient`). */
export interface SiteWindow {
  readonly focused: boolean;
  readonly visibilityState: DocumentVisibilityState;
  postMessage(message: unknown, transfer: Transferable[]): void;
  focus(): Promise<unknown>;
}

export interface Scope {
  readonly registration: Pick<ServiceWorkerRegistration, 'getNotifications' | 'showNotification'> & {
    readonly pushManager: Pick<PushManager, 'subscribe'>;
  };
  /** Those that are open, the one used last first; also those that were there before this worker. */
  windows(): Promise<readonly SiteWindow[]>;
  openWindow(path: string): Promise<unknown>;
}

/** The user sees one of them. */
export const isVisible = (open: readonly SiteWindow[]): boolean =>
  open.some(({ visibilityState }) => visibilityState === 'visible');

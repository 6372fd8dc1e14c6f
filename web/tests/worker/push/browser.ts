import { vi } from 'vitest';
import type { NoticeData, NoticeOptions, WorkerWords } from '../../../src/state/notices/worker-protocol';
import { tr } from '../../../src/text/push/tr';
import type { Scope, SiteWindow } from '../../../src/worker/push/scope';

export const WORDS: WorkerWords = { language: 'tr', ...tr.notice };

export interface Shown extends NoticeOptions {
  title: string;
  data: NoticeData;
}

/** A window that is open, and what it was sent. `told`: it answers that it has told of what it is asked about. */
export class Window implements SiteWindow {
  readonly sent: unknown[] = [];
  focused = false;
  focuses = 0;

  constructor(
    readonly visibilityState: DocumentVisibilityState,
    private readonly told: boolean | null = false,
  ) {}

  postMessage(message: unknown, [port]: Transferable[]): void {
    this.sent.push(message);
    if (this.told !== null) (port as MessagePort | undefined)?.postMessage(this.told);
  }

  async focus(): Promise<void> {
    this.focuses += 1;
  }
}

/** A browser, as the service worker has it: what it shows, what it has called the user with, its badge, its windows. */
export class Browser {
  shown: Shown[] = [];
  /** All that was ever shown, also what was closed at once. */
  readonly history: Shown[] = [];
  badge: number | null = null;
  windows: Window[] = [];
  readonly opened: string[] = [];
  readonly subscribe = vi.fn();
  readonly scope: Scope;

  constructor(words: WorkerWords | null = WORDS) {
    const registration = {
      pushManager: { subscribe: this.subscribe },
      showNotification: async (title: string, options: NoticeOptions = {}) => this.#show(title, options),
      getNotifications: async ({ tag }: { tag?: string } = {}) =>
        this.shown.filter((each) => tag === undefined || each.tag === tag).map((each) => this.#closable(each)),
    };
    this.scope = {
      registration: registration as unknown as Scope['registration'],
      windows: async () => this.windows,
      openWindow: async (path) => void this.opened.push(path),
    };
    vi.stubGlobal('caches', { match: async () => words && Response.json(words) });
    vi.stubGlobal('navigator', {
      setAppBadge: async (count: number) => {
        this.badge = count;
      },
      clearAppBadge: async () => {
        this.badge = 0;
      },
    });
  }

  /** The notification of a chat, to be clicked. */
  notification(tag: string): Notification {
    const found = this.shown.find((each) => each.tag === tag);
    if (!found) throw new Error(`Nothing is shown of ${tag}.`);
    return this.#closable(found);
  }

  /** How many of those that were ever shown called the user. */
  get calls(): number {
    return this.history.filter(({ silent }) => !silent).length;
  }

  #show(title: string, options: NoticeOptions): void {
    const shown = { ...options, title } as Shown;
    this.shown = [...this.shown.filter(({ tag }) => tag !== shown.tag), shown];
    this.history.push(shown);
  }

  #closable(shown: Shown): Notification {
    const close = () => {
      this.shown = this.shown.filter((each) => each !== shown);
    };
    return { ...shown, close } as unknown as Notification;
  }
}

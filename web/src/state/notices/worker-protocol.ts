/** What pages and the service worker agree on. Types alone: the worker is one file, and shares no code with pages. */

/** What goes with a notification, whoever shows it: what it tells of, and where a click leads. */
export interface NoticeData {
  url: string;
  room?: string;
  seq?: number;
  /** The call that rings. */
  call?: string;
}

/** What browsers know of notifications beyond what their types tell. */
export interface NoticeOptions extends NotificationOptions {
  actions?: { action: string; title: string }[];
  /** Calls again, although one with the same tag is shown. */
  renotify?: boolean;
  timestamp?: number;
}

/** The action of a notification that reads the chat up to its message. */
export type MarkRead = 'read';

/** The actions of a notification of a call that rings. */
export type CallAnswer = 'accept' | 'decline';

/** What the worker says in notifications, in the page's language: the page keeps it for the worker. */
export interface WorkerWords {
  /** The language's tag: what is pushed is to be in it. */
  language: string;
  /** The action that marks as read. */
  read: string;
  /** The actions that answer a call, or decline it. */
  accept: string;
  decline: string;
  /** That there is something new, where it is not known what. */
  news: string;
}

/** Where the words are in the browser's caches. */
export interface WordsPlace {
  cache: 'push';
  path: '/push-words';
}

/** What the worker asks each page, with a port for the answer: does it show the chat, or has it notified of this? */
export interface ToldQuestion {
  told: { room: string; seq: number | null };
}

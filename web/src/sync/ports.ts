/** What the sync core needs of the world: small interfaces, so that a test can be the world. */
import type {
  ChangePage,
  ChatPage,
  DeleteFrame,
  EditFrame,
  FileFrame,
  FileInfo,
  Message,
  MessagePage,
  PinFrame,
  Quote,
  ReactFrame,
  SendFrame,
  ThreadPage,
} from '../wire';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `fn` once, `ms` milliseconds from now; what comes back calls it off. */
  after(ms: number, fn: () => void): () => void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketEvents {
  open(): void;
  frame(text: string): void;
  closed(): void;
}

/** Which messages of a room: those behind a number, before it, or on both sides of it. */
export type Where = { after: number } | { before: number } | { around: number };

/** The HTTP calls of the core. They reject with anything; a `status` on it tells final answers from failures. */
export interface Remote {
  ticket(): Promise<string>;
  /** The chat with its newest messages. */
  open(room: string): Promise<ChatPage>;
  older(room: string, where: Where, limit: number): Promise<MessagePage>;
  /** What changed behind `after` of the messages with a number of at least `from`. */
  changes(room: string, where: { after: number; from: number }, limit: number): Promise<ChangePage>;
  /** A thread's first message, and those of its replies that come behind `after`. */
  thread(room: string, seq: number, after: number, limit: number): Promise<ThreadPage>;
}

/** What becomes a message: a text, or a file that has been uploaded. */
export type Post = SendFrame | FileFrame;

/** What changes a message. */
export type ChangeFrame = EditFrame | DeleteFrame | ReactFrame | PinFrame;

/** An unsent message or change as it is kept across reloads. `created` is in milliseconds since 1970. */
export interface Unsent {
  frame: Post | ChangeFrame;
  /** The file that a message brings, as it is shown meanwhile. */
  file: FileInfo | null;
  /** What a reply quotes, as it was when it was written. */
  quoted?: Quote | undefined;
  created: number;
  /** Why it failed for good; null while there is hope. */
  reason: string | null;
}

export interface Store {
  load(): Promise<Unsent[]>;
  put(unsent: Unsent): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** A room's newest messages as they are kept across reloads: all up to `end`, with all changes up to `rev`. */
export interface StoredRoom {
  messages: readonly Message[];
  has_older: boolean;
  end: number;
  rev: number;
}

/** Rooms as they outlive the page. It never rejects: where nothing can be kept, nothing is. */
export interface RoomStore {
  load(room: string): Promise<StoredRoom | null>;
  /** `snapshot` is asked for when the room is written; null leaves it as it was. */
  keep(room: string, snapshot: () => StoredRoom | null): void;
  remove(room: string): void;
}

/** `woke`: the machine slept, seen as a jump of the clock. */
export type Signal = 'online' | 'offline' | 'visible' | 'woke';

export interface Signals {
  online(): boolean;
  /** Reports until the answer is called. */
  listen(fn: (signal: Signal) => void): () => void;
}

/** What shows whether somebody is looking: the tab came to the front, went to the back, or was used just now. */
export type AttentionChange = 'visible' | 'hidden' | 'used';

export interface Attention {
  visible(): boolean;
  /** Reports until the answer is called. */
  listen(fn: (change: AttentionChange) => void): () => void;
}

export interface Ports {
  clock: Clock;
  attention: Attention;
  remote: Remote;
  store: Store;
  rooms: RoomStore;
  signals: Signals;
  /** Opens a WebSocket with that ticket. */
  dial(ticket: string, events: SocketEvents): Socket;
  /** 0 ≤ number < 1 */
  random(): number;
  uuid(): string;
}

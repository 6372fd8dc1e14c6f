/** What the sync core needs of the world: small interfaces, so that a test can be the world. */
import type { ChatPage, FileFrame, FileInfo, MessagePage, SendFrame } from '../wire';

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

/** The HTTP calls of the core. They reject with anything; a `status` on it tells final answers from failures. */
export interface Remote {
  ticket(): Promise<string>;
  /** The chat with its newest messages. */
  open(room: string): Promise<ChatPage>;
  older(room: string, where: { after: number } | { before: number }, limit: number): Promise<MessagePage>;
}

/** What becomes a message: a text, or a file that has been uploaded. */
export type Post = SendFrame | FileFrame;

/** An unsent message as it is kept across reloads. `created` is in milliseconds since 1970. */
export interface Unsent {
  frame: Post;
  /** The file that the frame is about, as it is shown meanwhile. */
  file: FileInfo | null;
  created: number;
  /** Why it failed for good; null while there is hope. */
  reason: string | null;
}

export interface Store {
  load(): Promise<Unsent[]>;
  put(unsent: Unsent): Promise<void>;
  remove(clientId: string): Promise<void>;
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
  signals: Signals;
  /** Opens a WebSocket with that ticket. */
  dial(ticket: string, events: SocketEvents): Socket;
  /** 0 ≤ number < 1 */
  random(): number;
  uuid(): string;
}

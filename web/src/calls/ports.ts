/** What calls need of the world: small interfaces, so that a test can be the world. */
import type { ReadonlySignal } from '@preact/signals';
import type { Clock, Signals } from '../sync/ports';
import type { ClientFrame, IceServers } from '../wire';

/** The user's connection to the server, their name, and what this browser keeps: whoever makes a `Calls` brings them. */
export interface CallPorts {
  /** The user's name. */
  me: string;
  /** This page's id for the server: a UUID, made when the page opens. */
  device: string;
  /** False when the connection is not open. What it takes may still get lost. */
  send(frame: ClientFrame): boolean;
  /** The connection is open. */
  connected: ReadonlySignal<boolean>;
  ice(device: string): Promise<IceServers>;
  clock: Clock;
  signals: Signals;
  uuid(): string;
  storage: { get(name: string): string | null; set(name: string, value: string): void };
  browser: CallBrowser;
}

/** The browser's own parts of a call. */
export interface CallBrowser {
  media: Pick<
    MediaDevices,
    'getUserMedia' | 'getDisplayMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
  >;
  /** It may have no `getDisplayMedia`, as phones. */
  canShare: boolean;
  connect(configuration: RTCConfiguration): RTCPeerConnection;
  /** An empty stream. */
  stream(): MediaStream;
  /** Calls when the page goes for good; what comes back ends that. */
  leaving(fn: () => void): () => void;
}

/** What a page of the browser tests runs: calls, with a server that the test plays. */
import { signal } from '@preact/signals';
import { createCalls } from '../../src/calls';
import type { CallFrame } from '../../src/calls/session';
import { clock, signals } from '../../src/state/page/browser';
import type { ClientFrame, IceServers } from '../../src/wire';

declare global {
  /** Of the test: takes a frame, and tells the servers. */
  function played(frame: ClientFrame): void;
  function iceServers(): Promise<IceServers>;
  /** For the test. */
  var calls: ReturnType<typeof createCalls>;
  var connected: { value: boolean };
  var hear: (frame: CallFrame) => void;
  var connections: RTCPeerConnection[];
}

globalThis.connections = [];
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

const open = signal(true);
globalThis.connected = open;
const name = new URLSearchParams(location.search).get('name') ?? '';
const kept = new Map<string, string>();
globalThis.calls = createCalls({
  me: name,
  device: crypto.randomUUID(),
  send: (frame) => {
    if (open.value) played(frame);
    return open.value;
  },
  connected: open,
  ice: () => iceServers(),
  clock,
  signals,
  uuid: () => crypto.randomUUID(),
  storage: { get: (key) => kept.get(key) ?? null, set: (key, value) => void kept.set(key, value) },
});
globalThis.hear = (frame) => open.value && calls.hear(frame);

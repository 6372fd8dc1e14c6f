import { signal } from '@preact/signals';
import { MeshCalls } from '../../src/calls/calls';
import type { CallPorts } from '../../src/calls/ports';
import type { CallSession, Peer } from '../../src/calls/session';
import type { Signal } from '../../src/sync/ports';
import type { IceServers } from '../../src/wire';
import { VirtualClock } from '../sync/clock';
import { FakeBrowser } from './fakes/browser';
import { FakeNetwork } from './fakes/network';
import { type Line, PlayedServer } from './fakes/server';

/** A page of a user's that may call: its calls, its browser, and its line to the server. */
export class Page {
  readonly browser: FakeBrowser;
  readonly calls: MeshCalls;
  readonly connected = signal(true);
  readonly kept = new Map<string, string>();
  readonly asked: string[] = [];
  ice: () => Promise<IceServers> = async () => ({ ice_servers: [], expires: null, relay_only: false });
  #listeners = new Set<(signal: Signal) => void>();

  constructor(
    world: World,
    readonly username: string,
    readonly device: string,
  ) {
    this.browser = new FakeBrowser(world.network);
    const line: Line = { username, device, hear: (frame) => this.connected.peek() && this.calls.hear(frame) };
    world.server.add(line);
    const ports: CallPorts = {
      me: username,
      device,
      send: (frame) => {
        if (this.connected.peek() && 'device' in frame) world.server.take(line, frame);
        return this.connected.peek();
      },
      connected: this.connected,
      ice: (asked) => {
        this.asked.push(asked);
        return this.ice();
      },
      clock: world.clock,
      signals: {
        online: () => true,
        listen: (fn) => {
          this.#listeners.add(fn);
          return () => this.#listeners.delete(fn);
        },
      },
      uuid: () => `call-of-${username}-${this.#uuids++}`,
      storage: { get: (name) => this.kept.get(name) ?? null, set: (name, value) => void this.kept.set(name, value) },
      browser: this.browser.parts,
    };
    this.calls = new MeshCalls(ports);
  }

  #uuids = 0;

  get session(): CallSession {
    const session = this.calls.session.peek();
    if (!session) throw new Error(`${this.username} is in no call`);
    return session;
  }

  get phase() {
    return this.session.phase.peek();
  }

  peer(username: string): Peer {
    const peer = this.session.peers.peek().find((each) => each.username === username);
    if (!peer) throw new Error(`${this.username} has no connection to ${username}`);
    return peer;
  }

  get listeners(): number {
    return this.#listeners.size + this.browser.listeners;
  }

  senses(sensed: Signal): void {
    for (const each of this.#listeners) each(sensed);
  }
}

/** Pages, the network between them, and the server. */
export class World {
  readonly clock = new VirtualClock();
  readonly network = new FakeNetwork();
  readonly server = new PlayedServer();

  /** Ids of devices in their order: of two the first is the polite one. */
  page(username: string, device = `device-${username}`): Page {
    return new Page(this, username, device);
  }

  /** Lets everything happen that takes no time worth speaking of. */
  async settle(ms = 600): Promise<void> {
    for (let round = 0; round < 4; round += 1) await this.clock.pass(ms / 4);
  }

  /** The first calls, the others accept; all are connected. */
  async call(pages: readonly Page[], video = false): Promise<void> {
    const [caller, ...others] = pages;
    caller?.calls.startCall('room', video);
    await this.settle();
    for (const page of others) {
      page.calls.acceptCall({ room: 'room', call: this.server.state?.call ?? '' }, video);
      await this.settle();
    }
  }

  /** The types of all frames to the server, of one device or of all. */
  frames(device?: string): string[] {
    return this.server.came.filter((frame) => !device || frame.device === device).map(({ type }) => type);
  }
}

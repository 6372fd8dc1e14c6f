import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { CallState } from '../wire';
import { OwnMedia } from './media/local-media';
import type { IceServers } from './peers/ice-servers';
import { Mesh } from './peers/mesh';
import type { CallPorts } from './ports';
import type { CallFrame, CallSession, End, Phase } from './session';
import { type Entry, Signalling } from './signalling';

/** Connections are made once the microphone is open, or after so long, in ms: browsers know more ways by then. */
const MEDIA_WITHIN = 3_000;

/** One call that this page is in, over a mesh of peer connections. */
export class MeshCall implements CallSession {
  readonly room: string;
  readonly state = signal<CallState | null>(null);
  readonly end = signal<End | null>(null);
  readonly since = signal<number | null>(null);
  readonly local: OwnMedia;
  readonly #signalling: Signalling;
  readonly #mesh: Mesh;
  /** The server has said that this device is in the call. */
  readonly #within = signal(false);
  #ends: (() => void)[] = [];

  constructor(
    private readonly ports: CallPorts,
    private readonly ice: IceServers,
    entry: Entry,
  ) {
    this.room = entry.room;
    this.local = new OwnMedia(ports);
    this.#signalling = new Signalling(ports, entry, {
      state: (state) => this.#take(state),
      signal: (from, data) => this.#mesh.signal(from, data),
      refused: (code) => this.#finish({ by: 'error', code }),
      cameraRefused: () => this.local.cameraRefused(),
      back: () => this.#mesh.renew('lost'),
    });
    this.#mesh = new Mesh(ports, this.local, ice, (to, data) => this.#signalling.send(to, data));
    this.#ends = [ports.browser.leaving(() => this.leave()), ports.signals.listen((each) => this.#sensed(each))];
    this.#ends.push(
      effect(() => {
        if (this.#mesh.standing.value === 'connected') this.since.value ??= untracked(() => ports.clock.now());
      }),
      effect(() => this.#tellCamera(this.local.camera.value)),
    );
    void this.#prepare(entry.video);
  }

  readonly phase = computed<Phase>(() => {
    if (this.end.value) return 'over';
    const [standing, before] = [this.#mesh.standing.value, this.since.value !== null];
    if (standing === 'failed') return 'failed';
    if (standing === 'connected') return 'live';
    if (!before) return 'connecting';
    return standing === 'alone' ? 'live' : 'reconnecting';
  });

  get call() {
    return this.#signalling.call;
  }

  get signallingLost() {
    return this.#signalling.lost;
  }

  get relayOnly() {
    return this.ice.relayOnly;
  }

  get peers() {
    return this.#mesh.peers;
  }

  hear(frame: CallFrame): void {
    if (!this.end.peek()) this.#signalling.hear(frame);
  }

  retry(): void {
    this.#mesh.renew('lost');
  }

  leave(): void {
    if (this.end.peek()) return;
    this.#signalling.leave();
    this.#finish({ by: 'left' });
  }

  /** Gets the servers and the microphone, and then begins with connections. */
  async #prepare(video: boolean): Promise<void> {
    const media = this.local.start(video);
    const patience = new Promise<void>((resolve) => this.#ends.push(this.ports.clock.after(MEDIA_WITHIN, resolve)));
    const [configuration] = await Promise.all([this.ice.configuration(), Promise.race([media, patience])]);
    if (this.end.peek()) return;
    if (this.ice.relayMissing.peek()) {
      this.#signalling.leave();
      return this.#finish({ by: 'error', code: 'no_relay' });
    }
    this.#mesh.start(configuration);
  }

  #take(state: CallState): void {
    const known = this.state.peek();
    if (known?.call === state.call && state.version <= known.version) return;
    this.state.value = state;
    if (state.state === 'over') return this.#finish({ by: 'call', reason: state.reason ?? 'ended' });
    const { device, me } = this.ports;
    const within = state.participants.some((each) => each.device === device);
    if (!within && this.#within.peek()) {
      const elsewhere = state.participants.some(({ username }) => username === me);
      return this.#finish({ by: elsewhere ? 'elsewhere' : 'dropped' });
    }
    this.#within.value = within;
    if (within) this.#mesh.participants(state.participants);
  }

  /** The server's flag follows the camera: it says how many may come. */
  #tellCamera(on: boolean): void {
    if (!this.#within.value) return;
    const mine = this.state.peek()?.participants.find(({ device }) => device === this.ports.device);
    if (mine && mine.video !== on) this.#signalling.turnCamera(on);
  }

  #sensed(sensed: 'online' | 'offline' | 'visible' | 'woke'): void {
    if (sensed === 'online' || sensed === 'woke') this.#mesh.renew('all');
  }

  #finish(end: End): void {
    if (this.end.peek()) return;
    batch(() => {
      this.end.value = end;
      for (const each of this.#ends.splice(0)) each();
      this.#signalling.close();
      this.#mesh.close();
      this.local.close();
    });
  }
}

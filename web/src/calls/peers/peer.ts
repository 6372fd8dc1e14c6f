import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../sync/ports';
import type { CallBrowser } from '../ports';
import type { Peer } from '../session';
import type { Limits } from './bandwidth';
import { Connectivity } from './connectivity';
import { fingerprintCode } from './fingerprint-code';
import { Negotiation } from './negotiation';
import { QualityMeter, sampleOf } from './quality';
import type { Tracks } from './roles';
import type { SignalData } from './signal-data';
import { Speaking } from './speaking';
import { type Flags, StateChannel } from './state-channel';
import { Transceivers } from './transceivers';

/** What goes to every peer alike. */
export interface Outgoing {
  tracks: ReadonlySignal<Tracks>;
  flags: ReadonlySignal<Flags>;
  limits: ReadonlySignal<Limits>;
}

/** Where a peer is, and how it is reached. */
export interface PeerPorts {
  browser: Pick<CallBrowser, 'connect' | 'stream'>;
  clock: Clock;
  /** Sends a signal to its device. */
  send(data: SignalData): void;
  /** Servers to try anew with. */
  fresh(): Promise<RTCConfiguration>;
}

interface Participant {
  device: string;
  username: string;
  video: boolean;
  since: string;
}

/** Of two that would try again at once the polite one waits so long, in ms. */
const COURTESY = 2_000;

/** The connection to one other participant's device, with all that goes over it. */
export class MeshPeer implements Peer {
  readonly device: string;
  readonly username: string;
  /** With the device what a connection is known by: who comes back with the same page needs another one. */
  readonly joined: string;
  /** The camera was on as it came. */
  readonly #video: boolean;
  readonly code = signal<readonly string[] | null>(null);
  readonly #connection: RTCPeerConnection;
  readonly #polite: boolean;
  readonly #transceivers: Transceivers;
  readonly #channel = new StateChannel();
  readonly #negotiation: Negotiation;
  readonly #connectivity: Connectivity;
  readonly #meter = new QualityMeter();
  readonly #voice: Speaking;
  #ends: (() => void)[] = [];
  #closed = false;

  /** @param me this page's device: the smaller of two ids is the polite end, the other one offers first */
  constructor(
    me: string,
    { device, username, video, since }: Participant,
    configuration: RTCConfiguration,
    outgoing: Outgoing,
    private readonly ports: PeerPorts,
  ) {
    this.device = device;
    this.username = username;
    this.joined = since;
    this.#video = video;
    this.#polite = me < device;
    this.#voice = new Speaking(ports.clock);
    this.#connection = ports.browser.connect(configuration);
    this.#transceivers = new Transceivers(this.#connection, ports.browser);
    this.#negotiation = new Negotiation(this.#connection, this.#polite, ports.send, ports.clock, () =>
      this.#prepare(outgoing),
    );
    const delay = this.#polite ? COURTESY : 0;
    this.#connectivity = new Connectivity(this.#connection, ports.clock, delay, () => void this.#restart());
    this.#connection.onsignalingstatechange = () => this.#negotiated();
    if (this.#polite) return;
    this.#transceivers.make();
    this.#prepare(outgoing);
  }

  readonly stream = computed(() => this.#transceivers.stream.value);
  readonly screen = computed(() => (this.#channel.theirs.value?.screen ? this.#transceivers.screen.value : null));
  readonly muted = computed(() => this.#channel.theirs.value?.muted ?? false);
  readonly camera = computed(() => this.#channel.theirs.value?.camera ?? this.#video);
  readonly handRaised = computed(() => this.#channel.theirs.value?.hand ?? false);
  readonly speaking = computed(() => !this.muted.value && this.#voice.speaking.value);
  readonly quality = computed(() => (this.connected.value ? this.#meter.quality.value : 'lost'));

  get connected(): ReadonlySignal<boolean> {
    return this.#connectivity.connected;
  }

  get failed(): ReadonlySignal<boolean> {
    return this.#connectivity.failed;
  }

  /** What its device sent. */
  take(data: SignalData): void {
    void this.#negotiation.take(data);
  }

  /** Looks for a new way: the network changed, or the user asks for it. */
  renew(): void {
    this.#connectivity.renew();
  }

  /** How loud it is now; answers how loud the own microphone is. */
  async listen(): Promise<number> {
    if (!this.connected.peek()) return 0;
    this.#voice.heard(this.#transceivers.heardLevel());
    return this.#transceivers.sentLevel().catch(() => 0);
  }

  /** Takes a sample of the connection's quality. */
  async measure(): Promise<void> {
    const connected = this.connected.peek();
    const expected = !this.muted.peek() || this.camera.peek();
    const report = await this.#connection.getStats().catch(() => null);
    if (report && !this.#closed) this.#meter.take({ ...sampleOf(report), connected, expected });
  }

  close(): void {
    this.#closed = true;
    for (const end of this.#ends.splice(0)) end();
    this.#connectivity.close();
    this.#negotiation.close();
    this.#channel.close();
    this.#connection.onsignalingstatechange = null;
    this.#connection.close();
  }

  /** All that goes over the connection is there: follows what is to be sent from now on. */
  #prepare({ tracks, flags, limits }: Outgoing): void {
    if (this.#ends.length > 0) return;
    this.#transceivers.adopt();
    this.#channel.open(this.#connection);
    this.#ends = [
      effect(() => void this.#transceivers.send(tracks.value)),
      effect(() => void this.#transceivers.limit(limits.value)),
      effect(() => this.#channel.tell(flags.value)),
    ];
  }

  async #restart(): Promise<void> {
    const configuration = await this.ports.fresh();
    // The polite end has nothing to offer before the other one has offered.
    if (this.#closed || (this.#polite && !this.#connection.remoteDescription)) return;
    this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), ...configuration });
    await this.#negotiation.offer(true);
  }

  #negotiated(): void {
    const { signalingState, localDescription, remoteDescription } = this.#connection;
    if (signalingState !== 'stable' || !localDescription || !remoteDescription) return;
    void this.#transceivers.negotiated();
    void fingerprintCode(localDescription.sdp, remoteDescription.sdp).then((code) => {
      if (!this.#closed) this.code.value = code;
    });
  }
}

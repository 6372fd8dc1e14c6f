import { computed, effect, signal, untracked } from '@preact/signals';
import type { CallState } from '../../wire';
import type { OwnMedia } from '../media/local-media';
import type { CallPorts } from '../ports';
import { limitsFor } from './bandwidth';
import type { IceServers } from './ice-servers';
import { MeshPeer } from './peer';
import { parseSignal, type SignalData } from './signal-data';

/** How often voices and connections are looked at, in ms. */
const LEVELS = 250;
const QUALITY = 2_000;
/** Signals that come before the state that shows their device are kept: so many of so many devices. */
const EARLY = { devices: 8, signals: 20 };

type Participant = CallState['participants'][number];

/** `alone`: nobody else is there. `trying`: somebody is, and there is no connection to anybody. */
export type Standing = 'alone' | 'trying' | 'connected' | 'failed';

/**
 * The media between this page and every other participant, one connection each. What a call of more than a handful would
 * have in its place, a connection to a media server, has this class's methods.
 */
export class Mesh {
  readonly peers = signal<readonly MeshPeer[]>([]);
  readonly standing = computed<Standing>(() => {
    const peers = this.peers.value;
    if (peers.length === 0) return 'alone';
    if (peers.some(({ connected }) => connected.value)) return 'connected';
    return peers.every(({ failed }) => failed.value) ? 'failed' : 'trying';
  });
  readonly #limits = computed(() => limitsFor(this.peers.value.length));
  #participants: readonly Participant[] = [];
  #early = new Map<string, SignalData[]>();
  #configuration: RTCConfiguration | undefined;
  #ends: (() => void)[];

  constructor(
    private readonly ports: Pick<CallPorts, 'browser' | 'clock' | 'device'>,
    private readonly local: OwnMedia,
    private readonly ice: IceServers,
    private readonly send: (to: string, data: SignalData) => void,
  ) {
    this.#ends = [
      effect(() => {
        const others = this.peers.value.length;
        untracked(() => local.shownTo(others));
      }),
      this.#every(LEVELS, () => this.#listen()),
      this.#every(QUALITY, async () => {
        await Promise.all(this.peers.peek().map((peer) => peer.measure()));
      }),
    ];
  }

  /** From now on there are connections to the others. */
  start(configuration: RTCConfiguration): void {
    this.#configuration = configuration;
    this.#follow();
  }

  /** These are in the call, this page among them. */
  participants(all: readonly Participant[]): void {
    this.#participants = all.filter(({ device }) => device !== this.ports.device);
    this.#follow();
  }

  /** A signal of a device in the call. */
  signal(from: string, data: Readonly<Record<string, unknown>>): void {
    const parsed = parseSignal(data);
    if (!parsed) return;
    const peer = this.peers.peek().find(({ device }) => device === from);
    if (peer) return peer.take(parsed);
    const early = this.#early.get(from) ?? [];
    if (early.length < EARLY.signals && this.#early.size < EARLY.devices) this.#early.set(from, [...early, parsed]);
  }

  /** Looks for new ways to everybody, or to those to whom there is none. */
  renew(which: 'all' | 'lost'): void {
    for (const peer of this.peers.peek()) if (which === 'all' || !peer.connected.peek()) peer.renew();
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
    for (const peer of this.peers.peek()) peer.close();
    this.peers.value = [];
    this.#participants = [];
    this.#early.clear();
  }

  #follow(): void {
    const configuration = this.#configuration;
    if (!configuration) return;
    const before = this.peers.peek();
    const stays = (peer: MeshPeer) =>
      this.#participants.some(({ device, since }) => device === peer.device && since === peer.joined);
    for (const peer of before) if (!stays(peer)) peer.close();
    const kept = before.filter(stays);
    const added = this.#participants.filter(({ device }) => !kept.some((peer) => peer.device === device));
    if (added.length === 0 && kept.length === before.length) return;
    this.peers.value = [...kept, ...added.map((participant) => this.#connect(participant, configuration))];
    for (const { device } of added) this.#catchUp(device);
  }

  #connect(participant: Participant, configuration: RTCConfiguration): MeshPeer {
    const { browser, clock, device } = this.ports;
    const outgoing = { tracks: this.local.tracks, flags: this.local.flags, limits: this.#limits };
    return new MeshPeer(device, participant, configuration, outgoing, {
      browser,
      clock,
      send: (data) => this.send(participant.device, data),
      fresh: () => this.ice.configuration(true),
    });
  }

  #catchUp(device: string): void {
    const early = this.#early.get(device) ?? [];
    this.#early.delete(device);
    const peer = this.peers.peek().find((each) => each.device === device);
    for (const data of early) peer?.take(data);
  }

  async #listen(): Promise<void> {
    const [level = 0] = await Promise.all(this.peers.peek().map((peer) => peer.listen()));
    this.local.heard(level);
  }

  /** Does it again and again, `ms` after it was done. */
  #every(ms: number, work: () => Promise<void>): () => void {
    let off = () => {};
    let ended = false;
    const next = () => {
      off = this.ports.clock.after(ms, async () => {
        await work().catch(() => undefined);
        if (!ended) next();
      });
    };
    next();
    return () => {
      ended = true;
      off();
    };
  }
}

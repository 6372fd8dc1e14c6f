import { signal } from '@preact/signals';
import type { CallBrowser } from '../ports';
import type { Limits } from './bandwidth';
import { ROLES, type Role, type Tracks } from './roles';

/** The media of one peer connection: what goes out and comes in, by role. */
export class Transceivers {
  /** Voice and camera of the other end; one stream, as giving an element another one interrupts it. */
  readonly stream = signal<MediaStream | null>(null);
  /** Their screen, once they have offered to send one; whether they do, they tell. */
  readonly screen = signal<MediaStream | null>(null);
  #byRole: Partial<Record<Role, RTCRtpTransceiver>> = {};
  #limits: Limits | undefined;

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly browser: Pick<CallBrowser, 'stream'>,
  ) {}

  /** Makes a transceiver a role: for the end that offers first. */
  make(): void {
    for (const { kind } of ROLES) this.connection.addTransceiver(kind, { direction: 'sendrecv' });
    this.adopt();
  }

  /** Takes up those that there are, in the order of the roles. */
  adopt(): void {
    const all = this.connection.getTransceivers();
    for (const [index, { role }] of ROLES.entries()) {
      const transceiver = all[index];
      if (!transceiver || this.#byRole[role]) continue;
      transceiver.direction = 'sendrecv';
      this.#byRole[role] = transceiver;
      this.#receive(role, transceiver.receiver.track);
    }
  }

  /** Sends these tracks, and no others. */
  async send(tracks: Tracks): Promise<void> {
    await Promise.all(
      ROLES.map(async ({ role }) => {
        const sender = this.#byRole[role]?.sender;
        if (sender && sender.track !== tracks[role]) await sender.replaceTrack(tracks[role]).catch(() => undefined);
      }),
    );
  }

  /** Sends at most so much of each, now and later. */
  async limit(limits: Limits): Promise<void> {
    this.#limits = limits;
    for (const { role } of ROLES) {
      const sender = this.#byRole[role]?.sender;
      if (sender) await limitSender(sender, limits[role]);
    }
  }

  /** The limits hold from the first negotiation on: some browsers have no encodings before. */
  async negotiated(): Promise<void> {
    if (this.#limits) await this.limit(this.#limits);
  }

  /** How loud the other end's voice is, 0 to 1. */
  heardLevel(): number {
    const [source] = this.#byRole.microphone?.receiver.getSynchronizationSources() ?? [];
    return source?.audioLevel ?? 0;
  }

  /** How loud what the microphone sends is, 0 to 1; 0 where the browser does not tell. */
  async sentLevel(): Promise<number> {
    const report = await this.#byRole.microphone?.sender.getStats();
    for (const entry of report?.values() ?? []) if (entry.type === 'media-source') return entry.audioLevel ?? 0;
    return 0;
  }

  #receive(role: Role, track: MediaStreamTrack): void {
    const into = role === 'microphone' || role === 'camera' ? this.stream : this.screen;
    const stream = into.peek() ?? this.browser.stream();
    stream.addTrack(track);
    into.value = stream;
  }
}

async function limitSender(sender: RTCRtpSender, maxBitrate: number): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (!encoding || encoding.maxBitrate === maxBitrate) return;
  encoding.maxBitrate = maxBitrate;
  await sender.setParameters(parameters).catch(() => undefined);
}

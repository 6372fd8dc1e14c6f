import type { CallBrowser } from '../../../src/calls/ports';
import type { FakeNetwork } from './network';
import { FakeStream, FakeTrack } from './track';

const NAMES = { audioinput: 'microphone', videoinput: 'camera', audiooutput: 'speaker' } as const;

/** A browser with its devices: what the page opened of them, and what it is refused. */
export class FakeBrowser extends EventTarget {
  readonly opened: FakeTrack[] = [];
  readonly asked: MediaStreamConstraints[] = [];
  /** By kind, the error that opening one has. */
  readonly refuses: { audio?: string; video?: string; screen?: string } = {};
  /** While set, devices open when it is called. */
  hold: Promise<void> | undefined;
  screen: FakeStream | undefined;
  devices: { kind: MediaDeviceKind; deviceId: string }[] = [
    { kind: 'audioinput', deviceId: 'built-in' },
    { kind: 'videoinput', deviceId: 'built-in' },
  ];
  #leaving = new Set<() => void>();

  constructor(private readonly network: FakeNetwork) {
    super();
  }

  get listeners(): number {
    return this.#leaving.size;
  }

  /** The tab is closed. */
  leave(): void {
    for (const each of this.#leaving) each();
  }

  /** Tracks that still run. */
  get running(): FakeTrack[] {
    return this.opened.filter(({ readyState }) => readyState === 'live');
  }

  readonly parts: CallBrowser = {
    media: {
      getUserMedia: async (constraints: MediaStreamConstraints = {}) => {
        this.asked.push(constraints);
        await this.hold;
        const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind]);
        for (const kind of kinds) if (this.refuses[kind]) throw new DOMException('', this.refuses[kind]);
        return this.#open(kinds) as unknown as MediaStream;
      },
      getDisplayMedia: async () => {
        if (this.refuses.screen) throw new DOMException('', this.refuses.screen);
        this.screen = this.#open(['video', 'audio']);
        return this.screen as unknown as MediaStream;
      },
      enumerateDevices: async () =>
        this.devices.map((device) => ({ ...device, label: NAMES[device.kind], groupId: '', toJSON: () => ({}) })),
      addEventListener: this.addEventListener.bind(this),
      removeEventListener: this.removeEventListener.bind(this),
    },
    canShare: true,
    connect: (configuration) => this.network.connect(configuration) as unknown as RTCPeerConnection,
    stream: () => new FakeStream() as unknown as MediaStream,
    leaving: (fn) => {
      this.#leaving.add(fn);
      return () => this.#leaving.delete(fn);
    },
  };

  #open(kinds: readonly ('audio' | 'video')[]): FakeStream {
    const stream = new FakeStream(kinds.map((kind) => new FakeTrack(kind)));
    this.opened.push(...stream.tracks);
    return stream;
  }
}

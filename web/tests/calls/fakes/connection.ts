import { FakeTransceiver } from './transceiver';

/** What connections find each other through. */
interface Network {
  /** Looks up candidates for what that one has described. */
  gather(connection: FakeConnection): void;
  /** Connects those who know of each other. */
  check(): void;
}

interface Described {
  type: 'offer' | 'answer';
  sdp: string;
}

/** A data channel that both ends have made alike. */
export class FakeChannel {
  readyState: 'connecting' | 'open' | 'closed' = 'connecting';
  other: FakeChannel | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  send(data: unknown): void {
    queueMicrotask(() => this.other?.onmessage?.({ data }));
  }

  open(other: FakeChannel): void {
    if (this.readyState !== 'connecting') return;
    this.other = other;
    this.readyState = 'open';
    this.onopen?.();
  }

  close(): void {
    this.readyState = 'closed';
  }
}

let made = 0;

/** RTCPeerConnection's negotiation as W3C WebRTC has it, operations one after the other; media are none. */
export class FakeConnection {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: Described | null = null;
  remoteDescription: Described | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: { candidate: string; toJSON(): object } | null }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onsignalingstatechange: (() => void) | null = null;
  channel: FakeChannel | undefined;
  stats = new Map<string, object>();
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: string[] = [];
  readonly refused: string[] = [];
  readonly configurations: RTCConfiguration[];
  readonly fingerprint = `AA:${String(++made).padStart(2, '0')}`;
  ufrag = '';
  #restart = false;
  #chain: Promise<void> = Promise.resolve();
  #before: Pick<FakeConnection, 'localDescription' | 'ufrag'> = { localDescription: null, ufrag: '' };

  constructor(
    private readonly network: Network,
    configuration: RTCConfiguration,
  ) {
    this.configurations = [configuration];
  }

  get closed(): boolean {
    return this.signalingState === 'closed';
  }

  addTransceiver(kind: 'audio' | 'video'): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind);
    this.transceivers.push(transceiver);
    this.#need();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.transceivers];
  }

  createDataChannel(): FakeChannel {
    this.channel = new FakeChannel();
    this.#need();
    return this.channel;
  }

  getConfiguration(): RTCConfiguration {
    return this.configurations.at(-1) ?? {};
  }

  setConfiguration(configuration: RTCConfiguration): void {
    if (configuration.bundlePolicy !== this.getConfiguration().bundlePolicy) throw new Error('InvalidModification');
    this.configurations.push(configuration);
  }

  restartIce(): void {
    this.#restart = true;
    this.#need();
  }

  async getStats(): Promise<Map<string, object>> {
    return this.stats;
  }

  setLocalDescription(): Promise<void> {
    return this.#operate(() => {
      if (this.signalingState === 'have-remote-offer') return this.#local('answer', 'stable');
      this.#before = { localDescription: this.localDescription, ufrag: this.ufrag };
      this.#local('offer', 'have-local-offer');
    });
  }

  setRemoteDescription(description: Described): Promise<void> {
    return this.#operate(() => {
      if (description.type === 'answer' && this.signalingState !== 'have-local-offer') throw new Error('InvalidState');
      if (description.type === 'offer' && this.signalingState === 'have-local-offer') Object.assign(this, this.#before);
      this.remoteDescription = description;
      const kinds = [...description.sdp.matchAll(/^m=(\w+)/gm)].map(([, kind]) => kind as 'audio' | 'video');
      for (const kind of kinds.slice(this.transceivers.length)) this.transceivers.push(new FakeTransceiver(kind));
      this.#become(description.type === 'offer' ? 'have-remote-offer' : 'stable');
    });
  }

  addIceCandidate({ candidate = '', usernameFragment }: RTCIceCandidateInit): Promise<void> {
    return this.#operate(() => {
      if (!this.remoteDescription?.sdp.includes(`a=ice-ufrag:${usernameFragment}\r\n`)) {
        this.refused.push(candidate);
        throw new Error('OperationError');
      }
      this.candidates.push(candidate);
      this.network.check();
    });
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }

  /** What the network has come to. */
  turn(state: RTCPeerConnectionState): void {
    if (this.closed || this.connectionState === state) return;
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  #local(type: 'offer' | 'answer', state: RTCSignalingState): void {
    if (!this.ufrag || this.#restart || (type === 'answer' && this.#renewed)) {
      this.ufrag = `u${++made}`;
      this.#restart = false;
      this.network.gather(this);
    }
    const media = this.transceivers.map(({ kind }) => `m=${kind} 9\r\n`).join('');
    const ice = `a=ice-ufrag:${this.ufrag}\r\na=fingerprint:sha-256 ${this.fingerprint}\r\n`;
    this.localDescription = { type, sdp: `v=0\r\n${ice}${media}` };
    this.#become(state);
  }

  /** The other end has other credentials than when this one's were made: it restarted. */
  #answeredTo = '';
  get #renewed(): boolean {
    const theirs = /a=ice-ufrag:(\w+)/.exec(this.remoteDescription?.sdp ?? '')?.[1] ?? '';
    const renewed = theirs !== this.#answeredTo;
    this.#answeredTo = theirs;
    return renewed;
  }

  #become(state: RTCSignalingState): void {
    this.signalingState = state;
    this.onsignalingstatechange?.();
    this.network.check();
  }

  #operate(operation: () => void): Promise<void> {
    const done = this.#chain.then(() => {
      if (this.closed) throw new Error('InvalidState');
      operation();
    });
    this.#chain = done.catch(() => undefined);
    return done;
  }

  #need(): void {
    void this.#chain.then(() => {
      if (!this.closed && this.signalingState === 'stable') this.onnegotiationneeded?.();
    });
  }
}

import { FakeTrack } from './track';

/** One direction each way, as far as calls use it. */
export class FakeTransceiver {
  direction: RTCRtpTransceiverDirection = 'recvonly';
  readonly sender = new FakeSender();
  readonly receiver: { track: FakeTrack; level: number; getSynchronizationSources(): { audioLevel: number }[] };

  constructor(readonly kind: 'audio' | 'video') {
    const receiver = {
      track: new FakeTrack(kind),
      level: 0,
      getSynchronizationSources: () => [{ audioLevel: receiver.level }],
    };
    this.receiver = receiver;
  }
}

class FakeSender {
  track: FakeTrack | null = null;
  maxBitrate: number | undefined;

  async replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
  }

  getParameters(): RTCRtpSendParameters {
    return { encodings: [{ maxBitrate: this.maxBitrate }] } as RTCRtpSendParameters;
  }

  async setParameters({ encodings }: RTCRtpSendParameters): Promise<void> {
    this.maxBitrate = encodings[0]?.maxBitrate;
  }

  async getStats(): Promise<Map<string, object>> {
    return new Map([['media-source', { type: 'media-source', audioLevel: this.track ? 0.5 : 0 }]]);
  }
}

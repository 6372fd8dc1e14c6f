import { afterEach, describe, expect, it, vi } from 'vitest';
import { openMicrophone, record } from '../../src/voice/microphone';

/** A browser's recorder, of one that writes `types`: it hands out what it has when it is stopped. */
function browserThatWrites(...types: string[]) {
  const made: FakeRecorder[] = [];
  class FakeRecorder {
    static isTypeSupported = (type: string) => types.some((each) => type.startsWith(each));
    state = 'inactive';
    ondataavailable: (event: { data: Blob }) => void = () => undefined;
    onstop: () => void = () => undefined;
    constructor(
      readonly stream: unknown,
      readonly options: { mimeType: string; audioBitsPerSecond: number },
    ) {
      made.push(this);
    }
    get mimeType() {
      return this.options.mimeType;
    }
    start(slice: number) {
      expect(slice).toBe(1_000);
      this.state = 'recording';
      this.ondataavailable({ data: new Blob(['one ']) });
    }
    stop() {
      this.state = 'inactive';
      this.ondataavailable({ data: new Blob(['two']) });
      this.onstop();
    }
  }
  vi.stubGlobal('MediaRecorder', FakeRecorder);
  return made;
}

const streamOf = (...tracks: { onended?: unknown }[]) => ({ getTracks: () => tracks }) as unknown as MediaStream;

describe('a recorder', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    [['audio/webm', 'audio/mp4'], 'audio/webm;codecs=opus'],
    [['audio/mp4'], 'audio/mp4'],
    [['audio/ogg'], 'audio/ogg;codecs=opus'],
  ])('of a browser that writes %s writes %s, as small as speech can be', async (types, type) => {
    const made = browserThatWrites(...types);
    const blob = await record(streamOf(), () => undefined).stop();
    expect(blob.type).toBe(type);
    expect(await blob.text()).toBe('one two');
    expect(made[0]?.options.audioBitsPerSecond).toBe(32_000);
  });

  it('says that a browser writes none of them, or has no microphone to give', async () => {
    browserThatWrites();
    expect(() => record(streamOf(), () => undefined)).toThrowError(
      expect.objectContaining({ name: 'NotSupportedError' }),
    );
    vi.stubGlobal('navigator', {});
    await expect(openMicrophone()).rejects.toMatchObject({ name: 'NotSupportedError' });
  });

  it('hears that the microphone is gone, and gives what it has once', async () => {
    browserThatWrites('audio/webm');
    const track: { onended?: () => void } = {};
    let gone = 0;
    const recorder = record(streamOf(track), () => gone++);
    track.onended?.();
    expect(gone).toBe(1);
    await recorder.stop();
    expect(await (await recorder.stop()).text()).toBe('one two');
  });
});

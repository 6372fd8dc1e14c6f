import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { isVoiceMessage } from '../../src/files/voice-message';
import { LONGEST, type Microphone, Recording } from '../../src/voice/recording';
import { VirtualClock } from '../sync/clock';

/** A microphone that records as much as it was open, and says so. */
class FakeMicrophone implements Microphone {
  open = true;
  ended = (): void => undefined;
  content: BlobPart[] = ['sound'];
  type = 'audio/webm;codecs=opus';

  level = () => 0.5;

  record(ended: () => void) {
    this.ended = ended;
    return { stop: async () => new Blob(this.content, { type: this.type }) };
  }

  close() {
    expect(this.open).toBe(true);
    this.open = false;
  }
}

describe('a voice message', () => {
  let clock: VirtualClock;
  let microphone: FakeMicrophone;

  beforeEach(() => {
    clock = new VirtualClock();
    microphone = new FakeMicrophone();
  });

  const begun = async (ask: () => Promise<Microphone> = async () => microphone) => {
    const recording = new Recording({ clock, microphone: ask });
    await recording.begin();
    return recording;
  };

  it('is recorded until it is stopped, and is a file with its length and its levels', async () => {
    const recording = await begun();
    await clock.pass(2_000);
    expect(recording.phase.value).toBe('recording');
    expect(recording.elapsed.value).toBe(2_000);
    await recording.stop();
    expect(recording.phase.value).toBe('recorded');
    expect(microphone.open).toBe(false);
    const { file, seconds, waveform } = recording.recorded ?? expect.fail();
    expect(seconds).toBe(2);
    expect(file.type).toBe('audio/webm');
    expect(isVoiceMessage(file.name)).toBe(true);
    expect(new Set(waveform.bars)).toEqual(new Set([1]));
  });

  it.each([
    ['audio/webm;codecs=opus', 'webm'],
    ['audio/mp4', 'm4a'],
    ['audio/ogg;codecs=opus', 'ogg'],
  ])('in %s is named .%s', async (type, ending) => {
    microphone.type = type;
    const recording = await begun();
    await clock.pass(1_000);
    await recording.stop();
    expect(recording.recorded?.file.name).toMatch(new RegExp(`^voice-message-[0-9-]+\\.${ending}$`));
  });

  it('ends by itself after five minutes, and says why', async () => {
    const recording = await begun();
    await clock.pass(LONGEST + 60_000);
    expect(recording.phase.value).toBe('recorded');
    expect(recording.full.value).toBe(true);
    expect(recording.recorded?.seconds).toBe(300);
    expect(microphone.open).toBe(false);
  });

  it('is ready when the microphone goes away', async () => {
    const recording = await begun();
    await clock.pass(1_000);
    microphone.ended();
    await clock.pass(0);
    expect(recording.phase.value).toBe('recorded');
    expect(recording.full.value).toBe(false);
  });

  it('that is cancelled leaves nothing, and no microphone open', async () => {
    const recording = await begun();
    await clock.pass(1_000);
    recording.cancel();
    recording.cancel();
    await clock.pass(1_000);
    expect(recording.recorded).toBeNull();
    expect(microphone.open).toBe(false);
    expect(recording.elapsed.value).toBe(1_000);
  });

  it('that is called off while the microphone is asked for closes it as soon as it comes', async () => {
    let come: (microphone: Microphone) => void = () => undefined;
    const recording = new Recording({ clock, microphone: () => new Promise((resolve) => (come = resolve)) });
    const beginning = recording.begin();
    await recording.stop();
    come(microphone);
    await beginning;
    expect(microphone.open).toBe(false);
    expect(recording.phase.value).toBe('asking');
  });

  it.each([
    ['NotAllowedError', 'NotAllowedError'],
    ['NotFoundError', 'NotFoundError'],
    ['SomethingElse', 'unknown'],
  ])('that meets %s has failed with %s', async (name, fault) => {
    const recording = await begun(() => Promise.reject(Object.assign(new Error(), { name })));
    expect(recording.phase.value).toBe('failed');
    expect(recording.fault.value).toBe(fault);
  });

  it('of nothing is none', async () => {
    microphone.content = [];
    const empty = await begun();
    await clock.pass(1_000);
    await empty.stop();
    expect(empty.fault.value).toBe('empty');
    microphone = new FakeMicrophone();
    const slip = await begun();
    await clock.pass(200);
    await slip.stop();
    expect(slip.fault.value).toBe('empty');
    expect(microphone.open).toBe(false);
  });
});

describe('the name of a voice message', () => {
  const cases: Record<'recorded' | 'brought', string[]> = JSON.parse(
    readFileSync(new URL('../../../tests/cases/voice-messages.json', import.meta.url), 'utf8'),
  );

  it.each(cases.recorded)('is %s', (name) => {
    expect(isVoiceMessage(name)).toBe(true);
  });

  it.each(cases.brought)('is not %s', (name) => {
    expect(isVoiceMessage(name)).toBe(false);
  });
});

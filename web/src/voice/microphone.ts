import type { Microphone, Recorder } from './recording';

/** In the order in which they are wanted: Safari has no WebM, and Firefox once had nothing but Ogg. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** Bits a second: speech in Opus is clear with half of it. Five minutes are 1.2 MB. */
const BITRATE = 32_000;

/** How often the browser hands out what it has recorded, in milliseconds. */
const SLICE = 1_000;

/** Speech is quiet: so much louder, it fills the meter. */
const GAIN = 4;

/** The user's microphone, as a browser has it. Rejects with the browser's own error. */
export async function openMicrophone(): Promise<Microphone> {
  if (!navigator.mediaDevices || !globalThis.MediaRecorder) throw named('NotSupportedError');
  const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const context = new AudioContext();
  void context.resume();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.sqrt(power) * GAIN);
    },
    record: (ended) => record(stream, ended),
    close() {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

/** Records what comes, in the first of TYPES that the browser writes. @throws an error named NotSupportedError */
export function record(stream: MediaStream, ended: () => void): Recorder {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  if (!mimeType) throw named('NotSupportedError');
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITRATE });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const whole = new Promise<Blob>((resolve) => {
    recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType || mimeType }));
  });
  // Pulled out, taken by a call, or no longer allowed.
  for (const track of stream.getTracks()) track.onended = ended;
  recorder.start(SLICE);
  return {
    stop() {
      if (recorder.state !== 'inactive') recorder.stop();
      return whole;
    },
  };
}

const named = (name: string): Error => Object.assign(new Error(name), { name });

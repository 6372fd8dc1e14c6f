/** The tones of calls, made by the browser: nothing is loaded for them. */

let audio: AudioContext | undefined;

/** Two soft knocks on a marimba, and a rest; again until `signal` aborts. */
export const ringTone = (signal: AbortSignal): Promise<void> =>
  repeat(signal, 2_400, (at) => {
    for (const [offset, pitch] of [
      [0, 659],
      [0.16, 880],
      [0.5, 659],
      [0.66, 988],
    ] as const)
      note(at + offset, pitch, 0.22, 0.45);
  });

/** What who calls hears until somebody answers. */
export const waitingTone = (signal: AbortSignal): Promise<void> =>
  repeat(signal, 4_000, (at) => note(at, 440, 0.06, 1));

/** Plays something again every `ms` milliseconds. Resolves once `signal` aborts; rejects where the browser refuses. */
async function repeat(signal: AbortSignal, ms: number, play: (at: number) => void): Promise<void> {
  audio ??= new AudioContext();
  const context = audio;
  await context.resume();
  if (signal.aborted) return;
  const once = () => play(context.currentTime + 0.05);
  once();
  const timer = setInterval(once, ms);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  clearInterval(timer);
  await context.suspend();
}

function note(at: number, pitch: number, loudness: number, seconds: number): void {
  if (!audio) return;
  const tone = new OscillatorNode(audio, { type: 'triangle', frequency: pitch });
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(loudness, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
  tone.connect(gain).connect(audio.destination);
  tone.start(at);
  tone.stop(at + seconds);
}

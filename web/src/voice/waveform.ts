import { signal } from '@preact/signals';

/** So many bars are drawn, however long a recording is. */
export const BARS = 40;

/** Recordings whose waveform is kept. */
const KEPT = 200;

/** Of a recording that is decoded for its waveform alone: as low as browsers go, and little memory. */
const RATE = 8_000;

/** How loud a recording is from its beginning to its end: BARS numbers from 0 to 1, its loudest part is 1. */
export class Waveform {
  private constructor(readonly bars: readonly number[]) {}

  /** From any number of samples, of either sign; each bar is the loudest of its share. */
  static of(samples: ArrayLike<number>): Waveform {
    const share = samples.length / BARS;
    const bars = Array.from({ length: BARS }, (_, bar) => {
      let loudest = 0;
      const end = Math.max(Math.floor((bar + 1) * share), Math.floor(bar * share) + 1);
      for (let i = Math.floor(bar * share); i < end; i++) loudest = Math.max(loudest, Math.abs(samples[i] ?? 0));
      return loudest;
    });
    const loudest = Math.max(...bars);
    return new Waveform(loudest > 0 ? bars.map((bar) => bar / loudest) : bars);
  }

  /** As an SVG path of strokes in a box of `BARS` by 2. */
  get path(): string {
    return this.bars.map((bar, i) => `M${i + 0.5} ${1 - height(bar)}V${1 + height(bar)}`).join('');
  }

  /** What stands for a recording that nobody has heard yet. */
  static readonly unknown = new Waveform(new Array<number>(BARS).fill(0));
}

/** A silent part is still to be seen. */
const height = (bar: number): number => Number(Math.max(0.08, bar * 0.9).toFixed(3));

/** The waveform of an encoded recording. Rejects where the browser cannot decode it. */
export async function decoded(recording: Blob): Promise<Waveform> {
  const context = new OfflineAudioContext(1, 1, RATE);
  const audio = await context.decodeAudioData(await recording.arrayBuffer());
  return Waveform.of(audio.getChannelData(0));
}

/** The waveforms of recordings that were heard or recorded in this page; the latest are kept. */
export class Waveforms {
  #known = signal<ReadonlyMap<string, Waveform>>(new Map());

  get(key: string): Waveform | undefined {
    return this.#known.value.get(key);
  }

  keep(key: string, waveform: Waveform): void {
    this.#known.value = new Map([...this.#known.value, [key, waveform] as const].slice(-KEPT));
  }
}

export const waveforms = new Waveforms();

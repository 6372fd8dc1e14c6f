import { signal } from '@preact/signals';
import type { Quality } from '../session';

/** What a connection's statistics say, summed from its start. */
export interface Sample {
  connected: boolean;
  /** The other end's microphone or camera is on. */
  expected: boolean;
  bytes: number;
  packets: number;
  lost: number;
  /** Seconds; null where unknown. */
  roundTrip: number | null;
}

const RANKS: readonly Quality[] = ['good', 'fair', 'poor', 'lost'];
/** From these shares of lost packets, and seconds there and back, on. ITU-T G.114 calls 0.15 s one way good, 0.4 s the end. */
const FAIR = { loss: 0.03, roundTrip: 0.3 };
const POOR = { loss: 0.1, roundTrip: 0.8 };
/** So many samples in a row say that it got worse, or better, until that is told. */
const WORSE = 2;
const BETTER = 3;
/** So many samples without a byte of what is expected are silence. */
const SILENT = 3;

/** How media come, from one sample to the next; it does not flicker. */
export class QualityMeter {
  readonly quality = signal<Quality>('good');
  #last: Sample | undefined;
  #silent = 0;
  #changed = 0;

  take(sample: Sample): void {
    const now = this.#judge(sample);
    this.#last = sample;
    const [rank, current] = [now, this.quality.peek()].map((each) => RANKS.indexOf(each)) as [number, number];
    // Another direction begins to count anew.
    if (rank === current) this.#changed = 0;
    else if (rank > current) this.#changed = Math.max(this.#changed, 0) + 1;
    else this.#changed = Math.min(this.#changed, 0) - 1;
    if (!sample.connected || this.#changed >= WORSE || -this.#changed >= BETTER) {
      this.quality.value = now;
      this.#changed = 0;
    }
  }

  #judge(sample: Sample): Quality {
    const last = this.#last;
    if (!sample.connected) return 'lost';
    if (!last) return 'good';
    this.#silent = sample.expected && sample.bytes <= last.bytes ? this.#silent + 1 : 0;
    if (this.#silent >= SILENT) return 'lost';
    const lost = Math.max(0, sample.lost - last.lost);
    const loss = lost / Math.max(1, lost + sample.packets - last.packets);
    const roundTrip = sample.roundTrip ?? 0;
    if (loss >= POOR.loss || roundTrip >= POOR.roundTrip) return 'poor';
    return loss >= FAIR.loss || roundTrip >= FAIR.roundTrip ? 'fair' : 'good';
  }
}

/** What the browser's statistics say of what comes in. */
export function sampleOf(report: RTCStatsReport): Omit<Sample, 'connected' | 'expected'> {
  const sample = { bytes: 0, packets: 0, lost: 0, roundTrip: null as number | null };
  for (const entry of report.values()) {
    if (entry.type === 'inbound-rtp') {
      sample.bytes += entry.bytesReceived ?? 0;
      sample.packets += entry.packetsReceived ?? 0;
      sample.lost += entry.packetsLost ?? 0;
    } else if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
      sample.roundTrip = entry.currentRoundTripTime ?? sample.roundTrip;
    }
  }
  return sample;
}

import type { Clock } from '../../sync/ports';

/** One signal holds so many bytes of candidates, as JSON: below the contract's 24,576, with room for what is around them. */
const BATCH_BYTES = 20_000;
/** How long candidates are gathered before they are sent, in ms: the first batch soon, what comes later seldom. */
const WINDOWS = [100, 400, 1_000];

/** Gathers the candidates of a connection, so that many of them are one signal. */
export class CandidateBatches {
  #waiting: RTCIceCandidateInit[] = [];
  #batches = 0;
  #timer: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly send: (candidates: RTCIceCandidateInit[]) => void,
  ) {}

  /** Others will follow: a restart's are as urgent as the first. */
  restart(): void {
    this.drop();
    this.#batches = 0;
  }

  add(candidate: RTCIceCandidateInit): void {
    this.#waiting.push(candidate);
    this.#timer ??= this.clock.after(WINDOWS[Math.min(this.#batches, WINDOWS.length - 1)] ?? 0, () => this.flush());
  }

  /** No more will come, or it is time. */
  flush(): void {
    const waiting = this.#waiting;
    this.drop();
    if (waiting.length > 0) this.#batches += 1;
    for (const batch of split(waiting)) this.send(batch);
  }

  /** Forgets what waits. */
  drop(): void {
    this.#timer?.();
    this.#timer = undefined;
    this.#waiting = [];
  }
}

function split(candidates: readonly RTCIceCandidateInit[]): RTCIceCandidateInit[][] {
  const batches: RTCIceCandidateInit[][] = [];
  let room = 0;
  for (const candidate of candidates) {
    const size = JSON.stringify(candidate).length + 1;
    if (size > room) {
      batches.push([]);
      room = BATCH_BYTES;
    }
    batches.at(-1)?.push(candidate);
    room -= size;
  }
  return batches;
}

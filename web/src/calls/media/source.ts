import { computed, signal } from '@preact/signals';
import type { MediaProblem } from '../session';
import { problemOf } from './capture';

/** Gives a new track of the device that is to be used now. */
export type Open = () => Promise<MediaStreamTrack>;

/** A device that ends by itself is opened anew so often, until the user switches it again. */
const REOPENINGS = 3;

/** A microphone or a camera: on or off, and its track. A device that is unplugged gives way to another one. */
export class Source {
  /** Wanted on; off again when it cannot be. */
  readonly on = signal(false);
  readonly problem = signal<MediaProblem | null>(null);
  /** What is to be sent now; null while it is off. */
  readonly sent = computed(() => (this.on.value ? this.#track.value : null));
  readonly #track = signal<MediaStreamTrack | null>(null);
  #opening = 0;
  #reopened = 0;
  #closed = false;

  /** @param held stays open while off, so that it is on again at once */
  constructor(
    readonly open: Open,
    private readonly held: boolean,
  ) {}

  /** Settles once it is as wanted, or cannot be (`problem`). */
  async set(on: boolean, open: Open = this.open): Promise<void> {
    if (this.#closed) return;
    this.on.value = on;
    this.#reopened = 0;
    if (!on) return this.#pause();
    this.problem.value = null;
    const track = this.#track.peek();
    if (track) track.enabled = true;
    else await this.#reopen(open);
  }

  /** Takes another device, if one is in use. */
  async renew(): Promise<void> {
    if (!this.#track.peek()) return;
    this.#release();
    if (this.on.peek()) await this.#reopen(this.open);
  }

  /** What it takes from now on. */
  async constrain(constraints: MediaTrackConstraints): Promise<void> {
    await this.#track
      .peek()
      ?.applyConstraints(constraints)
      .catch(() => undefined);
  }

  close(): void {
    this.#closed = true;
    this.on.value = false;
    this.#release();
  }

  #pause(): void {
    const track = this.#track.peek();
    if (!this.held) this.#release();
    else if (track) track.enabled = false;
  }

  async #reopen(open: Open): Promise<void> {
    const turn = ++this.#opening;
    const current = () => turn === this.#opening && !this.#closed;
    try {
      const track = await open();
      if (current() && this.on.peek()) this.#adopt(track);
      else track.stop();
    } catch (error) {
      if (!current()) return;
      this.problem.value = problemOf(error);
      this.on.value = false;
    }
  }

  #adopt(track: MediaStreamTrack): void {
    track.addEventListener('ended', () => this.#ended(track), { once: true });
    this.#track.value = track;
  }

  /** It was unplugged, or another program took it. `stop` of our own is not told. */
  #ended(track: MediaStreamTrack): void {
    if (this.#track.peek() !== track) return;
    this.#track.value = null;
    if (!this.on.peek()) return;
    this.#reopened += 1;
    if (this.#reopened <= REOPENINGS) void this.#reopen(this.open);
    else this.on.value = false;
  }

  #release(): void {
    this.#opening += 1;
    this.#track.peek()?.stop();
    this.#track.value = null;
  }
}

import { computed, signal } from '@preact/signals';
import { ApiError } from '../api/errors';

/** So many recordings are gone on with where they were left. */
const KEPT = 50;

export const SPEEDS = [1, 1.5, 2] as const;

/** The parts of an `<audio>` that are used. */
export type AudioElement = Pick<
  HTMLAudioElement,
  | 'src'
  | 'play'
  | 'pause'
  | 'currentTime'
  | 'duration'
  | 'playbackRate'
  | 'defaultPlaybackRate'
  | 'onplaying'
  | 'onpause'
  | 'onended'
  | 'onerror'
  | 'ontimeupdate'
  | 'onloadedmetadata'
>;

/** Something that can be played. */
export interface Track {
  /** No other has the same. */
  readonly key: string;
  /** Where it is; asked for when it is played. Rejects where it is nowhere. */
  address(): Promise<string>;
  /** What plays when it is over. */
  next?(): Track | null;
  /** Whether it goes on at this path of the site. */
  belongsTo?(path: string): boolean;
}

/** What is heard in the page: one recording at a time, at one speed. */
export class Playback {
  readonly track = signal<Track | null>(null);
  readonly state = signal<'loading' | 'playing' | 'paused' | 'failed'>('paused');
  /** Why it failed: an error code, or `lost` where its address led to nothing. */
  readonly fault = signal<string | null>(null);
  readonly speed = signal<number>(SPEEDS[0]);
  /** How long what is played is, in seconds; null where that is not known: what a browser recorded does not say it. */
  readonly length = signal<number | null>(null);
  /** The key of what is heard, or will be as soon as it is there; null in silence. */
  readonly heard = computed(() =>
    this.state.value === 'playing' || this.state.value === 'loading' ? (this.track.value?.key ?? null) : null,
  );
  #positions = signal<ReadonlyMap<string, number>>(new Map());
  /** Its address led to nothing once already: links end within minutes. */
  #missed = false;
  /** Grows with everything that is loaded: what comes late for another is not played. */
  #load = 0;
  #ready = false;

  constructor(private readonly audio: AudioElement) {
    audio.onplaying = () => {
      this.#missed = false;
      this.state.value = 'playing';
    };
    audio.onpause = () => {
      if (this.state.value === 'playing') this.state.value = 'paused';
    };
    audio.onloadedmetadata = () => {
      const { value: track } = this.track;
      const begin = track ? this.position(track.key) : 0;
      this.length.value = Number.isFinite(audio.duration) ? audio.duration : null;
      if (begin > 0) audio.currentTime = begin;
    };
    audio.ontimeupdate = () => this.#moved(audio.currentTime);
    audio.onended = () => this.#ended();
    audio.onerror = () => this.#lost();
  }

  /** Where a recording was left, or is just now, in seconds. */
  position(key: string): number {
    return this.#positions.value.get(key) ?? 0;
  }

  /** Plays it from where it was left, or pauses it. */
  toggle(track: Track): void {
    if (this.heard.value === track.key) return this.pause();
    if (this.track.value?.key === track.key && this.#ready) return this.#play();
    void this.#begin(track);
  }

  pause(): void {
    this.state.value = 'paused';
    this.audio.pause();
  }

  /** Goes to a moment, in seconds: now, or when it is played. */
  seek(key: string, seconds: number): void {
    this.#place(key, seconds);
    if (this.track.value?.key === key && this.#ready) this.audio.currentTime = seconds;
  }

  /** Plays everything faster, and after the fastest as it was spoken. */
  faster(): void {
    const next = SPEEDS[(SPEEDS.indexOf(this.speed.value as (typeof SPEEDS)[number]) + 1) % SPEEDS.length];
    this.speed.value = next ?? SPEEDS[0];
    this.#keepPace();
  }

  /** Falls silent, and forgets what was heard; of a `key` only where that is it. */
  stop(key?: string): void {
    if (key !== undefined && this.track.value?.key !== key) return;
    this.pause();
    this.#load++;
    this.track.value = null;
    this.audio.src = '';
  }

  /** The page is at another path now. */
  moved(path: string): void {
    if (this.track.value?.belongsTo?.(path) === false) this.stop();
  }

  async #begin(track: Track): Promise<void> {
    this.#ready = false;
    this.audio.pause();
    this.track.value = track;
    this.state.value = 'loading';
    const load = ++this.#load;
    try {
      const address = await track.address();
      if (load !== this.#load) return;
      this.audio.src = address;
      this.#ready = true;
      if (this.heard.value) this.#play();
    } catch (error) {
      if (load === this.#load) this.#fail(error instanceof ApiError ? error.code : 'lost');
    }
  }

  #fail(fault: string): void {
    this.#ready = false;
    this.fault.value = fault;
    this.state.value = 'failed';
  }

  #play(): void {
    this.#keepPace();
    this.state.value = 'loading';
    // Refused where nobody has clicked just now: the next click plays it.
    this.audio.play().catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NotAllowedError') this.state.value = 'paused';
    });
  }

  /** An element that is given another recording would forget its speed. */
  #keepPace(): void {
    this.audio.defaultPlaybackRate = this.speed.value;
    this.audio.playbackRate = this.speed.value;
  }

  #moved(seconds: number): void {
    const { value: track } = this.track;
    if (track && this.state.value === 'playing') this.#place(track.key, seconds);
  }

  #place(key: string, seconds: number): void {
    const positions = new Map(this.#positions.value);
    positions.delete(key);
    if (seconds > 0) positions.set(key, seconds);
    const [oldest] = positions.keys();
    if (positions.size > KEPT && oldest !== undefined) positions.delete(oldest);
    this.#positions.value = positions;
  }

  #ended(): void {
    const { value: track } = this.track;
    if (!track) return;
    this.state.value = 'paused';
    this.#place(track.key, 0);
    const next = track.next?.();
    if (next) void this.#begin(next);
  }

  #lost(): void {
    const { value: track } = this.track;
    if (!track) return;
    if (this.#missed) this.#fail('lost');
    else void this.#begin(track);
    this.#missed = !this.#missed;
  }
}

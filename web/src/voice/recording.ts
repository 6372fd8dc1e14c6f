import { signal } from '@preact/signals';
import type { Clock } from '../sync/ports';
import { Waveform } from './waveform';

/** The longest voice message, in milliseconds. */
export const LONGEST = 5 * 60_000;
/** Nobody has said anything in less. */
const SHORTEST = 300;
/** How often it is listened how loud it is. */
const TICK = 100;

/** A microphone that is open, from when it answers until it is closed. */
export interface Microphone {
  /** How loud it is just now, 0 to 1. */
  level(): number;
  /** Begins to record; `ended` is called where the microphone goes away by itself. */
  record(ended: () => void): Recorder;
  close(): void;
}

export interface Recorder {
  /** All that was recorded, as a file of that type. */
  stop(): Promise<Blob>;
}

export interface RecordingPorts {
  /** Of this device, from any beginning: it is only measured. */
  clock: Clock;
  /** Asks for the microphone. Rejects with the browser's own error, whose name says why. */
  microphone(): Promise<Microphone>;
}

/** What stopped it: the names of the browser's errors that users can do something about, and our own. */
export type Fault =
  | 'NotAllowedError'
  | 'NotFoundError'
  | 'NotReadableError'
  | 'NotSupportedError'
  | 'empty'
  | 'unknown';

const FAULTS: readonly string[] = ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'NotSupportedError'];

/** What was recorded, ready to be listened to and sent. */
export interface Recorded {
  file: File;
  /** Its length in seconds. */
  seconds: number;
  waveform: Waveform;
}

/** One voice message while it is recorded, from the question for the microphone to the file. */
export class Recording {
  readonly phase = signal<'asking' | 'recording' | 'recorded' | 'failed'>('asking');
  readonly fault = signal<Fault | null>(null);
  /** In milliseconds. */
  readonly elapsed = signal(0);
  /** How loud it was, every TICK, 0 to 1. */
  readonly levels = signal<readonly number[]>([]);
  /** It was ended since nothing longer is taken. */
  readonly full = signal(false);
  recorded: Recorded | null = null;
  #microphone: Microphone | null = null;
  #recorder: Recorder | null = null;
  #began = 0;
  #over = false;

  constructor(private readonly ports: RecordingPorts) {}

  async begin(): Promise<void> {
    try {
      this.#microphone = await this.ports.microphone();
      if (this.#over) return this.#microphone.close();
      this.#recorder = this.#microphone.record(() => void this.stop());
    } catch (error) {
      return this.#fail(faultOf(error));
    }
    this.#began = this.ports.clock.now();
    this.phase.value = 'recording';
    this.#tick();
  }

  /** Ends it, and makes what was recorded ready. What has not begun yet is called off. */
  async stop(): Promise<void> {
    if (this.#over) return;
    if (!this.#recorder) return this.cancel();
    this.#over = true;
    this.elapsed.value = Math.min(this.ports.clock.now() - this.#began, LONGEST);
    const recorded = await this.#recorder.stop().catch(() => null);
    this.#close();
    if (!recorded?.size || this.elapsed.value < SHORTEST) return this.#fail('empty');
    this.recorded = {
      file: fileOf(recorded, new Date()),
      seconds: this.elapsed.value / 1000,
      waveform: Waveform.of(this.levels.value),
    };
    this.phase.value = 'recorded';
  }

  /** Ends it, and leaves nothing. */
  cancel(): void {
    this.#over = true;
    if (this.#microphone) void this.#recorder?.stop().catch(() => null);
    this.#close();
    this.recorded = null;
  }

  #close(): void {
    this.#microphone?.close();
    this.#microphone = null;
  }

  #tick(): void {
    if (this.#over) return;
    this.elapsed.value = this.ports.clock.now() - this.#began;
    this.levels.value = [...this.levels.value, this.#microphone?.level() ?? 0];
    this.full.value = this.elapsed.value >= LONGEST;
    if (this.full.value) void this.stop();
    else this.ports.clock.after(TICK, () => this.#tick());
  }

  #fail(fault: Fault): void {
    this.cancel();
    this.fault.value = fault;
    this.phase.value = 'failed';
  }
}

function faultOf(error: unknown): Fault {
  const name = error instanceof Error ? error.name : '';
  return FAULTS.includes(name) ? (name as Fault) : 'unknown';
}

const ENDINGS: Readonly<Record<string, string>> = { 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' };

/** By this name it is known everywhere as a voice message (`files/voice-message.ts`). */
function fileOf(recorded: Blob, now: Date): File {
  const type = recorded.type.split(';')[0] || 'audio/webm';
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const time = local.toISOString().slice(0, 19).replace(/[T:]/g, '-');
  return new File([recorded], `voice-message-${time}.${ENDINGS[type] ?? 'webm'}`, { type });
}

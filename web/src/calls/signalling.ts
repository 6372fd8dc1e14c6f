import { effect, signal, untracked } from '@preact/signals';
import type { CallSignalHandler, CallState, ErrorFrame } from '../wire';
import type { SignalData } from './peers/signal-data';
import type { CallPorts } from './ports';
import { Question } from './question';
import type { CallFrame } from './session';

/** The server hears of this page so often, in ms: at least every 20 s, or it drops the device after a minute. */
const SYNC = 19_000;
/** The state is asked for out of turn at most so often, in ms. */
const CHECK = 3_000;

export interface SignallingEvents {
  state(state: CallState): void;
  signal(from: string, data: CallSignalHandler['data']): void;
  /** The call does not go on here, by an error's code or `unanswered`. */
  refused(code: string): void;
  /** The camera may not be on. */
  cameraRefused(): void;
  /** The connection to the server is back. */
  back(): void;
}

export interface Entry {
  type: 'call_start' | 'call_accept';
  room: string;
  call: string;
  video: boolean;
  leave: boolean;
}

/** One call's frames: how this page gets in, says that it is there, and reaches the others. */
export class Signalling {
  /** The call's id: another one where a call went on in the room already. */
  readonly call = signal('');
  readonly lost = signal(false);
  #entry: Question | null;
  #camera: { on: boolean; question: Question } | null = null;
  #sync = () => {};
  #checked = Number.NEGATIVE_INFINITY;
  readonly #unfollow: () => void;

  constructor(
    private readonly ports: Pick<CallPorts, 'device' | 'send' | 'connected' | 'clock'>,
    private readonly entry: Entry,
    private readonly events: SignallingEvents,
  ) {
    this.call.value = entry.call;
    const { leave, ...rest } = entry;
    const frame = { ...rest, device: ports.device, ...(leave && { leave }) };
    this.#entry = new Question(ports, frame, () => events.refused('unanswered'));
    this.#beat();
    this.#unfollow = effect(() => {
      const connected = ports.connected.value;
      untracked(() => this.#connected(connected));
    });
  }

  /** A frame that names a call. */
  hear(frame: CallFrame): void {
    if (frame.type === 'call_state') this.#state(frame);
    else if (frame.call !== this.call.peek()) return;
    else if (frame.type === 'call_signal') this.events.signal(frame.from, frame.data);
    else if (frame.type === 'error') this.#refused(frame);
  }

  send(to: string, data: SignalData): void {
    this.ports.send({ ...this.#named, type: 'call_signal', to, data: { ...data } });
  }

  /** Tells the server whether the camera is on: fewer can be in a call with video. */
  turnCamera(on: boolean): void {
    this.#camera?.question.close();
    const frame = { ...this.#named, type: 'call_accept', video: on } as const;
    const question = new Question(this.ports, frame, () => {
      this.#camera = null;
    });
    this.#camera = { on, question };
  }

  leave(): void {
    this.ports.send({ ...this.#named, type: 'call_leave' });
  }

  close(): void {
    this.#unfollow();
    this.#sync();
    this.#entry?.close();
    this.#camera?.question.close();
  }

  get #named() {
    return { room: this.entry.room, call: this.call.peek(), device: this.ports.device };
  }

  #state(state: CallState): void {
    const mine = state.participants.find(({ device }) => device === this.ports.device);
    if (state.call !== this.call.peek()) {
      if (!this.#entry || !mine || state.room !== this.entry.room) return;
      this.call.value = state.call;
    }
    if (mine) {
      this.#entry?.close();
      this.#entry = null;
      if (this.#camera?.on === mine.video) this.#answered();
    }
    this.events.state(state);
  }

  #refused({ code, to, retry_after: seconds }: ErrorFrame): void {
    if (to) {
      // Of a signal: whoever watches the connection sends another one, unless that device is in the call no more.
      if (code === 'no_such_device') this.#check();
      return;
    }
    const question = this.#entry ?? this.#camera?.question;
    if (question && seconds) question.postpone(seconds);
    else if (this.#entry || code === 'call_over' || code === 'no_such_device') this.events.refused(code);
    else if (this.#camera) {
      this.#answered();
      this.events.cameraRefused();
    }
  }

  #answered(): void {
    this.#camera?.question.close();
    this.#camera = null;
  }

  #connected(connected: boolean): void {
    const back = connected && this.lost.peek();
    this.lost.value = !connected;
    if (!back) return;
    if (this.#entry) this.#entry.repeat();
    else this.#say();
    this.#camera?.question.repeat();
    this.events.back();
  }

  #check(): void {
    if (this.ports.clock.now() - this.#checked < CHECK) return;
    this.#checked = this.ports.clock.now();
    this.#say();
  }

  #say(): void {
    this.ports.send({ ...this.#named, type: 'call_sync' });
  }

  #beat(): void {
    this.#sync = this.ports.clock.after(SYNC, () => {
      if (!this.#entry) this.#say();
      this.#beat();
    });
  }
}

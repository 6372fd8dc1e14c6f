import type { CallFrame } from '../../../src/calls/session';
import type { CallState, ClientFrame, ErrorFrame } from '../../../src/wire';

type CallClientFrame = Extract<ClientFrame, { call: string; device: string }>;

/** Where a page is for the server. */
export interface Line {
  username: string;
  device: string;
  hear(frame: CallFrame): void;
}

/** One room's call, as the contract has it; and what a test lets happen to its frames. */
export class PlayedServer {
  readonly came: CallClientFrame[] = [];
  readonly told: CallFrame[] = [];
  /** Takes what is on its way to a device, and says so: then it does not arrive by itself. */
  intercept: (device: string, frame: CallFrame) => boolean = () => false;
  /** What is answered to a frame in its place; null: what the contract says. */
  refuse: (frame: CallClientFrame) => Omit<ErrorFrame, 'type' | 'detail'> | null = () => null;
  state: CallState | null = null;
  readonly #lines: Line[] = [];

  add(line: Line): void {
    this.#lines.push(line);
  }

  /** A frame of that page has come. */
  take(line: Line, frame: CallClientFrame): void {
    this.came.push(frame);
    const refused = this.refuse(frame);
    if (refused) return this.deliver(line.device, { type: 'error', detail: '', call: frame.call, ...refused });
    switch (frame.type) {
      case 'call_start':
        this.state ??= { ...NEW, call: frame.call, room: frame.room, started_by: line.username };
        return this.#join(line, frame.video);
      case 'call_accept':
        return this.#join(line, frame.video);
      case 'call_leave':
        return this.remove(frame.device);
      case 'call_sync':
        if (this.state) this.deliver(line.device, this.state);
        return;
      case 'call_signal': {
        const { room, call, data, device, to } = frame;
        return this.deliver(to, { type: 'call_signal', room, call, from: device, username: line.username, data });
      }
    }
  }

  /** A device is in the call no longer, and hears of it; who is left alone, too, that it is over. */
  remove(device: string): void {
    const participants = this.state?.participants.filter((each) => each.device !== device) ?? [];
    const over = participants.length < 2;
    this.change(over ? { participants: [], state: 'over', reason: 'ended' } : { participants });
  }

  change(changes: Partial<CallState>): void {
    if (!this.state) return;
    this.state = { ...this.state, ...changes, version: this.state.version + 1 };
    for (const { device } of this.#lines) this.deliver(device, this.state);
  }

  deliver(device: string, frame: CallFrame): void {
    this.told.push(frame);
    if (this.intercept(device, frame)) return;
    setImmediate(() => this.hand(device, frame));
  }

  /** Now, whatever a test does with others. */
  hand(device: string, frame: CallFrame): void {
    this.#lines.find((each) => each.device === device)?.hear(frame);
  }

  #join({ username, device }: Line, video: boolean): void {
    const before = this.state?.participants.find((each) => each.device === device);
    const others = this.state?.participants.filter((each) => each.username !== username) ?? [];
    const since = before?.since ?? `2026-01-01T00:00:0${others.length}Z`;
    const live = others.length > 0;
    this.change({ participants: [...others, { username, device, video, since }], ...(live && { state: 'live' }) });
  }
}

const NEW: CallState = {
  type: 'call_state',
  room: 'room',
  call: '',
  state: 'ringing',
  version: 0,
  started_by: '',
  started: '2026-01-01T00:00:00Z',
  expires: '2026-01-01T00:00:45Z',
  participants: [],
  declined: [],
  busy: [],
  reason: null,
};

import type { ClientFrame, PingFrame, ServerFrame } from '../../wire';
import type { Ports, Socket } from '../ports';

export interface ChannelEvents {
  opened(): void;
  frame(frame: ServerFrame): void;
  /** It ended, or never came to be; `error` says why where something is known. Told once, never after `close`. */
  lost(error?: unknown): void;
  /** What the client has of each room: the heartbeat asks whether that is all. */
  positions(): Positions;
}

/** How far the client has got in each room: its messages, and their changes. */
export type Positions = Pick<PingFrame, 'seqs' | 'revs'>;

const OPEN_WITHIN = 20_000;
const PONG_WITHIN = 10_000;
const HEARTBEAT = 60_000;

/** One WebSocket from ticket to end, with its heartbeat. */
export class Channel {
  state: 'opening' | 'open' | 'closed' = 'opening';
  openedAt = 0;
  #socket: Socket | undefined;
  #heartbeat = () => {};
  /** Runs while an answer is awaited: the handshake's first, then a pong's. */
  #deadline: (() => void) | undefined;

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'remote' | 'dial' | 'random'>,
    private readonly events: ChannelEvents,
  ) {
    this.#expect(OPEN_WITHIN);
    void this.#dial();
  }

  /** False when it is not open. What it takes may still get lost. */
  send(frame: ClientFrame): boolean {
    if (this.state !== 'open') return false;
    this.#socket?.send(JSON.stringify(frame));
    return true;
  }

  /** Asks for a sign of life, and for what is missing, now; not while an answer to that is awaited. */
  probe(): void {
    if (this.#deadline) return;
    if (this.send({ type: 'ping', ...this.events.positions() })) this.#expect(PONG_WITHIN);
  }

  close(): void {
    this.state = 'closed';
    this.#heartbeat();
    this.#received();
    this.#socket?.close();
  }

  async #dial(): Promise<void> {
    try {
      const ticket = await this.ports.remote.ticket();
      if (this.state !== 'opening') return;
      this.#socket = this.ports.dial(ticket, {
        open: () => this.#open(),
        frame: (text) => this.#frame(text),
        closed: () => this.#lose(),
      });
    } catch (error) {
      this.#lose(error);
    }
  }

  #open(): void {
    if (this.state !== 'opening') return;
    this.state = 'open';
    this.openedAt = this.ports.clock.now();
    this.#received();
    this.#beat();
    this.events.opened();
  }

  #frame(text: string): void {
    if (this.state !== 'open') return;
    this.#received();
    const frame = parse(text);
    if (frame) this.events.frame(frame);
  }

  /** At a random time, so that clients who came together do not beat together. */
  #beat(): void {
    this.#heartbeat = this.ports.clock.after(HEARTBEAT * (0.8 + this.ports.random() * 0.4), () => {
      this.probe();
      this.#beat();
    });
  }

  #expect(ms: number): void {
    this.#deadline ??= this.ports.clock.after(ms, () => this.#lose());
  }

  #received(): void {
    this.#deadline?.();
    this.#deadline = undefined;
  }

  #lose(error?: unknown): void {
    if (this.state === 'closed') return;
    this.close();
    this.events.lost(error);
  }
}

/** A frame, or nothing where the text is none; types that are not known pass, and are ignored later. */
function parse(text: string): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}

import { computed, signal } from '@preact/signals';
import type { CallState } from '../wire';
import { MeshCall } from './call';
import { IceServers } from './peers/ice-servers';
import type { CallPorts } from './ports';
import type { CallFrame, CallOptions, CallSession, Calls } from './session';
import type { Entry } from './signalling';

/** In `storage`: the user hides their address. */
const RELAY_ONLY = 'snowfight.call.relay';

/** The calls of a signed-in user's page. */
export class MeshCalls implements Calls {
  readonly device: string;
  readonly relayOnly = signal(false);
  readonly #session = signal<MeshCall | null>(null);
  readonly session = computed<CallSession | null>(() => this.#session.value);
  readonly #ice: IceServers;

  constructor(private readonly ports: CallPorts) {
    this.device = ports.device;
    this.relayOnly.value = ports.storage.get(RELAY_ONLY) === 'yes';
    this.#ice = new IceServers(ports, this.relayOnly);
  }

  setRelayOnly(on: boolean): void {
    this.relayOnly.value = on;
    this.ports.storage.set(RELAY_ONLY, on ? 'yes' : '');
  }

  startCall(room: string, video: boolean, options: CallOptions = {}): CallSession {
    return this.#enter({ type: 'call_start', room, call: this.ports.uuid(), video, ...this.#leaving(options) });
  }

  acceptCall({ room, call }: { room: string; call: string }, video: boolean, options: CallOptions = {}): CallSession {
    return this.#enter({ type: 'call_accept', room, call, video, ...this.#leaving(options) });
  }

  decline({ room, call }: { room: string; call: string }): void {
    this.ports.send({ type: 'call_decline', room, call, device: this.device });
  }

  hear(frame: CallFrame): void {
    this.#session.peek()?.hear(frame);
    if (frame.type === 'call_state' && this.#abandoned(frame)) {
      this.ports.send({ type: 'call_leave', room: frame.room, call: frame.call, device: this.device });
    }
  }

  dismiss(): void {
    if (this.#session.peek()?.end.peek()) this.#session.value = null;
  }

  stop(): void {
    this.#session.peek()?.leave();
    this.#session.value = null;
  }

  /** The server has this page in a call that it has left: leaving may have overtaken coming. */
  #abandoned({ call, participants }: CallState): boolean {
    const session = this.#session.peek();
    const within = session?.end.peek() === null && session.call.peek() === call;
    return !within && participants.some(({ device }) => device === this.device);
  }

  /** Frames may overtake each other: who comes from another call of this page says so. */
  #leaving({ leave = false }: CallOptions): { leave: boolean } {
    const session = this.#session.peek();
    return { leave: leave || (session !== null && session.end.peek() === null) };
  }

  #enter(entry: Entry): CallSession {
    this.#session.peek()?.leave();
    const session = new MeshCall(this.ports, this.#ice, entry);
    this.#session.value = session;
    return session;
  }
}

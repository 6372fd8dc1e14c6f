import type { ClientFrame } from '../../wire';
import type { AttentionChange, Ports } from '../ports';

const IDLE_AFTER = 5 * 60 * 1000;

/** Whether somebody looks at this page: its tab is in front, and was used within five minutes. Tells the server. */
export class Presence {
  active = true;
  #usedAt = 0;
  #cancelTimer = () => {};
  #unlisten = () => {};

  constructor(
    private readonly ports: Pick<Ports, 'clock' | 'attention'>,
    private readonly transmit: (frame: ClientFrame) => boolean,
    private readonly changed: () => void,
  ) {}

  start(): void {
    this.#unlisten = this.ports.attention.listen((glance) => this.#noticed(glance));
    this.#noticed(this.ports.attention.visible() ? 'visible' : 'hidden');
  }

  stop(): void {
    this.#unlisten();
    this.#cancelTimer();
  }

  /** A new connection knows nothing yet. */
  connected(): void {
    this.transmit({ type: 'presence', state: this.active ? 'active' : 'inactive' });
  }

  #noticed(glance: AttentionChange): void {
    this.#usedAt = this.ports.clock.now();
    const active = glance !== 'hidden' && this.ports.attention.visible();
    if (active === this.active && glance === 'used') return;
    this.#cancelTimer();
    if (active) this.#watch(IDLE_AFTER);
    this.#set(active);
  }

  /** Looks again when the last use would be long enough ago. */
  #watch(ms: number): void {
    this.#cancelTimer = this.ports.clock.after(ms, () => {
      const left = this.#usedAt + IDLE_AFTER - this.ports.clock.now();
      if (left > 0) this.#watch(left);
      else this.#set(false);
    });
  }

  #set(active: boolean): void {
    if (active === this.active) return;
    this.active = active;
    this.connected();
    this.changed();
  }
}

import { batch, signal } from '@preact/signals';
import type { Clock } from '../../sync/ports';

/** A connection that is disturbed often comes back by itself: so long it may, in ms. */
const PATIENCE = 3_000;
/** Without a connection another way is looked for so often, in ms. */
const AGAIN = 8_000;
/** After so long without a connection nothing more is tried, in ms. */
const GIVEN_UP = 30_000;

/** Whether a peer connection holds; looks for new ways while it does not, and gives up after a while. */
export class Connectivity {
  readonly connected = signal(false);
  readonly failed = signal(false);
  #retry = () => {};
  #deadline: (() => void) | undefined;

  /**
   * @param delay how much later than the other end this one tries again, in ms: one of them is enough
   * @param restart looks for a new way
   */
  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly clock: Clock,
    private readonly delay: number,
    private readonly restart: () => void,
  ) {
    connection.onconnectionstatechange = () => this.#changed();
    this.#expect(AGAIN);
  }

  /** Looks for a new way now, whatever there is: the network changed, or the user asks for it. */
  renew(): void {
    this.failed.value = false;
    this.restart();
    if (!this.connected.value) this.#expect(AGAIN);
  }

  close(): void {
    this.connection.onconnectionstatechange = null;
    this.#settle();
    this.connected.value = false;
  }

  #changed(): void {
    const { connectionState } = this.connection;
    if (connectionState === 'connected') {
      this.#settle();
      batch(() => {
        this.connected.value = true;
        this.failed.value = false;
      });
    } else if (connectionState === 'disconnected' || connectionState === 'failed') {
      this.connected.value = false;
      this.#expect(connectionState === 'failed' ? 0 : PATIENCE);
    }
  }

  /** There is no connection: tries again after `ms`, and so on, until the deadline. */
  #expect(ms: number): void {
    if (this.failed.value) return;
    this.#deadline ??= this.clock.after(GIVEN_UP, () => {
      this.#settle();
      this.failed.value = true;
    });
    this.#retry();
    this.#retry = this.clock.after(ms + this.delay, () => {
      this.restart();
      this.#expect(AGAIN);
    });
  }

  #settle(): void {
    this.#retry();
    this.#deadline?.();
    this.#deadline = undefined;
  }
}

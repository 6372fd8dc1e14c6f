import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { retryAfterOf } from '../../sync/connection/backoff';
import type { Clock } from '../../sync/ports';
import type { IceServers as Answer } from '../../wire';
import type { CallPorts } from '../ports';

const MINUTE = 60_000;
/** Credentials this close to their end are not used for anything new. */
const MARGIN = 5 * MINUTE;
/** Servers without credentials are asked for again after a day. */
const KEPT = 24 * 60 * MINUTE;
/** Fresh ones are not asked for more often than this: the server answers 30 times in ten minutes. */
const FRESH = 5_000;
/** Tries, and the longest wait before another one. */
const TRIES = 3;
const LONGEST_WAIT = 10_000;
/** A call goes on without an answer after so long, with what is known: within one network that may do. */
const PATIENCE = 8_000;

/** The STUN and TURN servers of the deployment, as a peer connection wants them. They are kept as long as they are good. */
export class IceServers {
  /** Media go through a relay alone. */
  readonly relayOnly = computed(() => this.preferred.value || this.#answer.value?.relay_only === true);
  /** There is to be a relay, and the deployment has none. */
  readonly relayMissing = computed(() => this.relayOnly.value && this.#answer.value !== null && !this.#relay);
  readonly #answer = signal<Answer | null>(null);
  #asked = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  /** @param preferred the user's own wish for a relay */
  constructor(
    private readonly ports: Pick<CallPorts, 'ice' | 'device' | 'clock'>,
    private readonly preferred: ReadonlySignal<boolean>,
  ) {}

  /** Never rejects; `fresh`: what is known did not work. */
  async configuration(fresh = false): Promise<RTCConfiguration> {
    const { clock } = this.ports;
    if (this.#expired || (fresh && clock.now() - this.#asked > FRESH)) {
      this.#asking ??= this.#ask().finally(() => {
        this.#asking = undefined;
      });
    }
    if (this.#asking) await within(clock, PATIENCE, this.#asking);
    return {
      iceServers: this.#answer.peek()?.ice_servers ?? [],
      iceTransportPolicy: this.relayOnly.peek() ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    };
  }

  get #expired(): boolean {
    const { clock } = this.ports;
    const expires = this.#answer.peek()?.expires;
    return (
      clock.now() > Math.min(this.#asked + KEPT, expires ? Date.parse(expires) - MARGIN : Number.POSITIVE_INFINITY)
    );
  }

  get #relay(): boolean {
    return (this.#answer.value?.ice_servers ?? []).some(({ urls }) => urls.some((url) => /^turns?:/.test(url)));
  }

  async #ask(): Promise<void> {
    const { ice, device, clock } = this.ports;
    for (let tries = 1; ; tries += 1) {
      try {
        this.#answer.value = await ice(device);
        this.#asked = clock.now();
        return;
      } catch (error) {
        if (tries === TRIES) return;
        const wait = Math.min(retryAfterOf(error) || 1_000, LONGEST_WAIT);
        await new Promise<void>((resolve) => clock.after(wait, resolve));
      }
    }
  }
}

/** Settles with `work`, or after `ms`. */
function within(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const off = clock.after(ms, resolve);
    void work.finally(() => {
      off();
      resolve();
    });
  });
}

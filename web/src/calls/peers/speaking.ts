import { signal } from '@preact/signals';
import type { Clock } from '../../sync/ports';

/** From this level on, of 1, somebody speaks: breath and fans are below it, with the browser's noise suppression. */
const LOUD = 0.02;
/** Between two words nobody falls silent, in ms. */
const HOLD = 700;

/** Whether somebody speaks, by how loud they are from time to time. */
export class Speaking {
  readonly speaking = signal(false);
  #loudAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Clock) {}

  heard(level: number): void {
    if (level >= LOUD) this.#loudAt = this.clock.now();
    this.speaking.value = this.clock.now() - this.#loudAt < HOLD;
  }
}

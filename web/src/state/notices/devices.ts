import { type ReadonlySignal, signal } from '@preact/signals';
import type { PushApi } from '../../api/push-api';
import type { PushDevices } from '../../wire/index';

/** The user's browsers that notices are pushed to, and what stops their mail. */
export class Devices {
  #known = signal<PushDevices | null>(null);

  constructor(private readonly api: Pick<PushApi, 'devices'>) {}

  /** As they were when they were loaded last; null until then. */
  get known(): ReadonlySignal<PushDevices | null> {
    return this.#known;
  }

  /** Asks anew. Rejects where no answer comes. */
  async load(): Promise<void> {
    this.#known.value = await this.api.devices();
  }

  /** Nobody looks at them any more; the next to look may be another user. */
  forget(): void {
    this.#known.value = null;
  }
}

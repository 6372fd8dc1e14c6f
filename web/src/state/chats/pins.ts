import type { Signal } from '@preact/signals';
import type { Retry } from '../../sync/retry';
import type { Message } from '../../wire/index';

/** A chat's pinned messages, the newest pin first: as the server listed them, with what was heard since. */
export class Pins {
  /** What is heard while the list is on its way; null while it is not. */
  #heard: Message[] | null = null;
  readonly #retry: Retry;

  constructor(
    private readonly shown: Signal<readonly Message[] | null>,
    private readonly list: () => Promise<readonly Message[]>,
    retrying: (again: () => void) => Retry,
  ) {
    this.#retry = retrying(() => void this.load());
  }

  /** What fails is tried again by itself, until `stop`. */
  async load(): Promise<void> {
    if (this.#heard) return;
    const heard: Message[] = [];
    this.#heard = heard;
    this.#retry.stop();
    try {
      const listed = await this.list();
      this.shown.value = heard.reduce(withState, listed);
    } catch (error) {
      this.#retry.failed(error);
    }
    this.#heard = null;
  }

  /** Changes were missed: the list is loaded anew, if it ever was. */
  missed(): void {
    if (this.shown.value) void this.load();
  }

  stop(): void {
    this.#retry.stop();
  }

  /** States of messages after a change. */
  take(states: readonly Message[]): void {
    this.#heard?.push(...states);
    if (this.shown.value) this.shown.value = states.reduce(withState, this.shown.value);
  }
}

function withState(pins: readonly Message[], state: Message): readonly Message[] {
  const before = pins.find(({ seq }) => seq === state.seq);
  if (!before) return state.pinned ? [state, ...pins] : pins;
  if (before.rev >= state.rev) return pins;
  return state.pinned ? pins.map((each) => (each === before ? state : each)) : pins.filter((each) => each !== before);
}

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../api';
import { type ChatList, merged } from './chat-list';

/** The user's chats as the server lists them, kept up to date by what is heard since. */
export class Listing {
  /** True when the last load failed: the next connection asks again. */
  readonly missed = signal(false);
  #list = signal<ChatList | null>(null);
  #loading = false;
  #again = false;

  constructor(
    private readonly api: Pick<Api, 'chats'>,
    private readonly loaded: (chats: ChatList) => void,
  ) {}

  /** Null until the first load. */
  get list(): ReadonlySignal<ChatList | null> {
    return this.#list;
  }

  /** The list stays as it was where the call fails. Whoever asks meanwhile gets one more call after it. */
  async load(): Promise<void> {
    this.#again = true;
    if (this.#loading) return;
    this.#loading = true;
    while (this.#again) {
      this.#again = false;
      await this.#fetch();
    }
    this.#loading = false;
  }

  change(change: (list: ChatList) => ChatList): void {
    if (this.#list.value) this.#list.value = change(this.#list.value);
  }

  async #fetch(): Promise<void> {
    const chats = await this.api.chats().catch(() => null);
    this.missed.value = chats === null;
    if (!chats) return;
    this.#list.value = merged(chats, this.#list.value ?? []);
    this.loaded(this.#list.value);
  }
}

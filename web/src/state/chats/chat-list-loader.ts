import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../../api/index';
import type { Ports } from '../../sync/ports';
import { Retry } from '../../sync/retry';
import { type ChatList, merged } from './chat-list';

/** The user's chats as the server lists them, kept up to date by what is heard since. */
export class ChatListLoader {
  /** True when the last load failed; asking goes on. */
  readonly missed = signal(false);
  #list = signal<ChatList | null>(null);
  #loading = false;
  #again = false;
  readonly #retry: Retry;

  constructor(
    private readonly api: Pick<Api, 'chats'>,
    ports: Pick<Ports, 'clock' | 'random' | 'signals'>,
    private readonly loaded: (chats: ChatList) => void,
  ) {
    this.#retry = new Retry(ports, () => void this.load());
  }

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

  stop(): void {
    this.#retry.stop();
  }

  change(change: (list: ChatList) => ChatList): void {
    if (this.#list.value) this.#list.value = change(this.#list.value);
  }

  async #fetch(): Promise<void> {
    this.#retry.stop();
    try {
      this.#list.value = merged(await this.api.chats(), this.#list.value ?? []);
      this.missed.value = false;
      this.loaded(this.#list.value);
    } catch (error) {
      this.missed.value = true;
      this.#retry.failed(error);
    }
  }
}

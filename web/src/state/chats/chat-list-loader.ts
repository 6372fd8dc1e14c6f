import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../../api/index';
import type { Ports } from '../../sync/ports';
import { Retry } from '../../sync/retry';
import { type ChatList, type ListedChat, merged } from './chat-list';

/** The list as it outlives the page. */
export interface ListStore {
  chats(): Promise<ChatList | null>;
  keepChats(snapshot: () => ChatList | null): void;
}

/** What the loader tells. */
interface Events {
  /** The list of an earlier page is shown, and the server's is still to come. */
  remembered(chats: ChatList): void;
  loaded(chats: ChatList): void;
}

/** The user's chats as the server lists them, kept up to date by what is heard since. */
export class ChatListLoader {
  /** True when the last load failed; asking goes on. */
  readonly missed = signal(false);
  #list = signal<ChatList | null>(null);
  /** The list is as the server has said since the page came. */
  fresh = false;
  #loading = false;
  #again = false;
  readonly #retry: Retry;

  constructor(
    private readonly api: Pick<Api, 'chats'>,
    private readonly ports: Pick<Ports, 'clock' | 'random' | 'signals'> & { rooms: ListStore },
    private readonly events: Events,
  ) {
    this.#retry = new Retry(ports, () => void this.load());
  }

  /** Null until the first load. */
  get list(): ReadonlySignal<ChatList | null> {
    return this.#list;
  }

  /** Shows the list of an earlier page, unless the server is faster. */
  async remember(): Promise<void> {
    const kept = await this.ports.rooms.chats();
    if (!kept || this.#list.value) return;
    this.#list.value = kept.map(unwatched);
    this.events.remembered(this.#list.value);
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
    if (this.#list.value) this.#set(change(this.#list.value));
  }

  async #fetch(): Promise<void> {
    this.#retry.stop();
    try {
      const list = merged(await this.api.chats(), this.#list.value ?? []);
      this.fresh = true;
      this.#set(list);
      this.missed.value = false;
      this.events.loaded(list);
    } catch (error) {
      this.missed.value = true;
      this.#retry.failed(error);
    }
  }

  #set(list: ChatList): void {
    this.#list.value = list;
    this.ports.rooms.keepChats(() => this.#list.value);
  }
}

/** Who was online then may not be now, and no call goes on. */
function unwatched(chat: ListedChat): ListedChat {
  return { ...chat, online_count: 0, call: null, other: chat.other && { ...chat.other, status: 'offline' } };
}

import { batch, computed, signal } from '@preact/signals';
import type { Api } from '../api';
import { ChatClient } from '../sync/client';
import type { Link } from '../sync/connection';
import type { Ports } from '../sync/ports';
import type { Chat, ChatPage, Message, ServerFrame } from '../wire';
import { RoomState } from './room';

/** A signed-in user's chats, as signals that the views read. */
export class Chats {
  readonly list = signal<readonly Chat[] | null>(null);
  readonly link = signal<Link>('stopped');
  readonly offline = signal(false);
  /** True once a connection was open: from then on, none means that it was lost. */
  readonly connectedOnce = signal(false);
  /** How many users are online anywhere; null until told. */
  readonly siteOnline = signal<number | null>(null);
  readonly reconnecting = computed(() => this.connectedOnce.value && this.link.value !== 'open');
  readonly client: ChatClient;
  #rooms = new Map<string, RoomState>();
  #listMissed = false;

  constructor(
    readonly me: string,
    private readonly api: Api,
    ports: Ports,
    ended: () => void,
  ) {
    this.client = new ChatClient(me, ports, {
      room: (name) => this.#refreshRoom(name),
      link: () => this.#refreshLink(),
      page: (page) => this.#page(page),
      frame: (frame) => this.#frame(frame),
      ended,
    });
  }

  start(): void {
    this.client.start();
    void this.loadList();
  }

  stop(): void {
    this.client.stop();
  }

  /** The list stays as it was where the call fails; the next connection asks again. */
  async loadList(): Promise<void> {
    const chats = await this.api.chats().catch(() => null);
    this.#listMissed = chats === null;
    if (chats) this.list.value = chats;
  }

  room(name: string): RoomState {
    const room = this.#rooms.get(name) ?? new RoomState(name);
    this.#rooms.set(name, room);
    return room;
  }

  enter(name: string): void {
    this.client.enter(name);
    this.#refreshRoom(name);
  }

  leave(name: string): void {
    this.client.leave(name);
  }

  #refreshRoom(name: string): void {
    const room = this.client.room(name);
    const state = this.room(name);
    batch(() => {
      state.unsent.value = this.client.unsent(name);
      if (!room) return;
      state.messages.value = room.timeline.messages;
      state.phase.value = room.phase;
      state.goneWith.value = room.goneWith;
      state.hasOlder.value = room.timeline.hasOlder;
      state.older.value = room.older;
    });
  }

  #refreshLink(): void {
    const { link, offline } = this.client.connection;
    const back = link === 'open' && this.link.value !== 'open';
    if (back && (this.connectedOnce.value || this.#listMissed)) void this.loadList();
    batch(() => {
      this.link.value = link;
      this.offline.value = offline;
      if (back) this.connectedOnce.value = true;
    });
  }

  #page({ chat, members }: ChatPage): void {
    const state = this.room(chat.name);
    batch(() => {
      state.chat.value = chat;
      state.members.value = members;
      state.online.value ??= chat.online_count;
    });
  }

  /** The chat in which something was said moves to the top of the list. */
  #spoken(message: Message): void {
    const list = this.list.value ?? [];
    const chat = list.find(({ name }) => name === message.room);
    if (!chat || message.seq <= (chat.last_message?.seq ?? 0)) return;
    this.list.value = [{ ...chat, last_message: message }, ...list.filter((other) => other !== chat)];
  }

  #frame(frame: ServerFrame): void {
    if (frame.type === 'message_handler') {
      this.#spoken(frame.message);
    } else if (frame.type === 'joined') {
      this.room(frame.room).online.value = frame.online_count;
      if (frame.members) this.room(frame.room).members.value = frame.members;
    } else if (frame.type === 'online_count_handler') {
      this.room(frame.room).online.value = frame.online_count;
    } else if (frame.type === 'online_status_handler') {
      this.siteOnline.value = frame.online_count;
    }
  }
}

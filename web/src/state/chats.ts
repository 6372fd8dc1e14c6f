import { batch, computed, signal } from '@preact/signals';
import type { Api } from '../api';
import { ChatClient } from '../sync/client';
import type { Link } from '../sync/connection';
import type { Ports } from '../sync/ports';
import type { Chat, ChatPage, ServerFrame } from '../wire';
import * as lists from './chat-list';
import { Happenings } from './happenings';
import { RoomState } from './room';

/** Why a chat is the user's no longer, and who did it; `title` is what it was called. */
export interface Departure {
  room: string;
  title: string;
  event: 'left' | 'removed' | 'deleted';
  username: string;
}

/** A signed-in user's chats, as signals that the views read. */
export class Chats {
  readonly list = signal<lists.ChatList | null>(null);
  readonly link = signal<Link>('stopped');
  readonly offline = signal(false);
  /** True once a connection was open: from then on, none means that it was lost. */
  readonly connectedOnce = signal(false);
  /** How many users are online anywhere; null until told. */
  readonly siteOnline = signal<number | null>(null);
  /** The tab is in front and in use: what it shows is seen. */
  readonly attentive = signal(true);
  readonly departure = signal<Departure | null>(null);
  readonly reconnecting = computed(() => this.connectedOnce.value && this.link.value !== 'open');
  readonly client: ChatClient;
  readonly #happenings: Happenings;
  #rooms = new Map<string, RoomState>();
  #loading: 'no' | 'once' | 'again' = 'no';
  #listMissed = false;

  constructor(
    readonly me: string,
    private readonly api: Pick<Api, 'chats' | 'open' | 'profile'>,
    ports: Ports,
    ended: () => void,
  ) {
    this.client = new ChatClient(me, ports, {
      room: (name) => this.#refreshRoom(name),
      link: () => this.#refreshLink(),
      attention: () => {
        this.attentive.value = this.client.presence.active;
      },
      page: (page) => this.#page(page),
      frame: (frame) => this.#frame(frame),
      ended,
    });
    this.#happenings = new Happenings(this, api, ports, (page) => this.#page(page));
  }

  start(): void {
    this.client.start();
    void this.loadList();
  }

  stop(): void {
    this.client.stop();
  }

  /** The list stays as it was where the call fails; the next connection asks again. All who ask at once share a call. */
  async loadList(): Promise<void> {
    if (this.#loading !== 'no') {
      this.#loading = 'again';
      return;
    }
    do {
      this.#loading = 'once';
      const chats = await this.api.chats().catch(() => null);
      this.#listMissed = chats === null;
      if (chats) this.#listed(lists.merged(chats, this.list.value ?? []));
    } while (this.#asked());
    this.#loading = 'no';
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

  /** The user has seen what there is of a chat. */
  seen(name: string): void {
    const messages = this.room(name).messages.value;
    const others = messages.findLast(({ author }) => author.username !== this.me);
    if (others) this.client.reads.seen(name, others.seq);
    this.#list((list) => lists.read(list, name, messages.at(-1)?.seq ?? 0));
  }

  /** A chat that was made, found, joined or changed. */
  renew(chat: Chat): void {
    const room = this.room(chat.name);
    if (room.chat.value) room.chat.value = chat;
    this.#list((list) => lists.renewed(list, chat));
  }

  /** A chat is the user's no longer. */
  lose(room: string, event: Departure['event'], username: string): void {
    const state = this.room(room);
    const listed = this.list.value?.find(({ name }) => name === room);
    const chat = listed ?? (state.phase.value === 'gone' ? null : state.chat.value);
    if (!chat) return;
    this.#list((list) => lists.without(list, room));
    this.client.lose(room);
    this.departure.value = { room, title: chat.title, event, username };
  }

  #asked(): boolean {
    return this.#loading === 'again';
  }

  #listed(chats: lists.ChatList): void {
    this.list.value = chats;
    for (const chat of chats) {
      const room = this.#rooms.get(chat.name);
      if (room?.chat.value) room.chat.value = chat;
    }
  }

  #list(change: (list: lists.ChatList) => lists.ChatList): void {
    if (this.list.value) this.list.value = change(this.list.value);
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
    this.client.reads.known(chat.name, chat.read_seq);
    batch(() => {
      state.chat.value = chat;
      state.members.value = members;
      state.online.value ??= chat.online_count;
      this.#list((list) => lists.renewed(list, chat));
    });
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'message_handler':
        if (this.list.value?.every(({ name }) => name !== frame.room)) void this.loadList();
        return this.#list((list) => lists.spoken(list, frame.message, this.me));
      case 'system':
        return this.#happenings.take(frame);
      case 'read_handler':
        return this.room(frame.room).readBy(frame.username, frame.seq);
      case 'joined':
        this.room(frame.room).online.value = frame.online_count;
        if (frame.members) this.room(frame.room).members.value = frame.members;
        return;
      case 'online_count_handler':
        this.room(frame.room).online.value = frame.online_count;
        return;
      case 'online_status_handler':
        this.siteOnline.value = frame.online_count;
        for (const room of this.#rooms.values()) room.seenAbout(frame.changes);
        return this.#list((list) => lists.seenAbout(list, frame.changes));
      case 'chat_indicators':
        return this.#list((list) => lists.told(list, frame));
    }
  }
}

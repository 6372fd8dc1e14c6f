import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../../api/index';
import { ChatClient } from '../../sync/client';
import type { Ports } from '../../sync/ports';
import type { Chat, ChatPage, Message, ServerFrame } from '../../wire/index';
import { ConnectionState } from '../page/connection-state';
import * as lists from './chat-list';
import { ChatListLoader } from './chat-list-loader';
import { namesakesAmong } from './namesakes';
import { RoomState } from './room';
import { SystemEventHandler } from './system-events';

/** Why a chat is the user's no longer, and who did it; `title` is what it was called. */
export interface LostChat {
  room: string;
  title: string;
  event: 'left' | 'removed' | 'deleted';
  username: string;
}

/** A signed-in user's chats, as signals that the views read. */
export class Chats {
  readonly listLoader: ChatListLoader;
  readonly connection = new ConnectionState();
  /** How many users are online anywhere; null until told. */
  readonly siteOnline = signal<number | null>(null);
  /** The tab is in front and in use: what it shows is seen. */
  readonly attentive = signal(true);
  readonly lostChat = signal<LostChat | null>(null);
  readonly client: ChatClient;
  /** Called with each message that comes over the connection, as often as it comes. */
  arrived: (message: Message) => void = () => {};
  readonly #systemEvents: SystemEventHandler;
  #rooms = new Map<string, RoomState>();

  constructor(
    readonly me: string,
    private readonly api: Pick<Api, 'chats' | 'open' | 'profile' | 'members'>,
    ports: Ports,
    ended: () => void,
  ) {
    this.listLoader = new ChatListLoader(api, ports, (chats) => this.#listed(chats));
    this.client = new ChatClient(me, ports, {
      room: (name) => this.#refreshRoom(name),
      connection: () => this.#refreshConnection(),
      attention: () => this.#refreshAttention(),
      page: (page) => this.#page(page),
      frame: (frame) => this.#frame(frame),
      ended,
    });
    this.#systemEvents = new SystemEventHandler(this, api, ports, (page) => this.#page(page));
  }

  /** Those among the people in the list, by username, whose name alone does not tell them apart. */
  readonly namesakes = computed(() =>
    namesakesAmong(
      (this.list.value ?? []).flatMap(({ other, last_message }) => [other ?? [], last_message?.author ?? []].flat()),
    ),
  );

  /** Newest activity first; null until it has come. */
  get list(): ReadonlySignal<lists.ChatList | null> {
    return this.listLoader.list;
  }

  start(): void {
    this.client.start();
    void this.listLoader.load();
  }

  stop(): void {
    this.client.stop();
    this.listLoader.stop();
  }

  room(name: string): RoomState {
    const room = this.#rooms.get(name) ?? new RoomState(name, (cursor) => this.api.members(name, cursor));
    this.#rooms.set(name, room);
    return room;
  }

  enter(name: string): void {
    const listed = this.list.value?.find((chat) => chat.name === name);
    this.room(name).entered();
    if (listed) this.room(name).met(listed);
    this.client.enter(name);
    this.#refreshRoom(name);
  }

  leave(name: string): void {
    this.client.leave(name);
  }

  /** The chat is open before the user's eyes. */
  watches(name: string): boolean {
    return this.attentive.value && this.client.room(name)?.wanted === true;
  }

  /** The user has seen what there is of a chat. */
  seen(name: string): void {
    const messages = this.room(name).messages.value;
    const others = messages.findLast(({ author }) => author.username !== this.me);
    if (others) this.client.reads.seen(name, others.seq);
    this.listLoader.change((list) => lists.withRead(list, name, messages.at(-1)?.seq ?? 0));
  }

  /** A chat that was made, found, joined or changed. */
  renew(chat: Chat): void {
    const room = this.room(chat.name);
    if (room.chat.value) room.chat.value = chat;
    this.listLoader.change((list) => lists.withChat(list, chat));
  }

  /** A chat is the user's no longer. */
  lose(room: string, event: LostChat['event'], username: string): void {
    const state = this.room(room);
    const listed = this.list.value?.find(({ name }) => name === room);
    const chat = listed ?? (state.phase.value === 'gone' ? null : state.chat.value);
    if (!chat) return;
    this.listLoader.change((list) => lists.without(list, room));
    this.client.lose(room);
    this.lostChat.value = { room, title: chat.title, event, username };
  }

  /** What the list says of a chat is newer than what was known when it was opened. */
  #listed(chats: lists.ChatList): void {
    for (const chat of chats) {
      const room = this.#rooms.get(chat.name);
      if (room?.chat.value) room.chat.value = chat;
    }
  }

  #refreshRoom(name: string): void {
    const room = this.client.room(name);
    const state = this.room(name);
    batch(() => {
      state.unsent.value = this.client.unsent(name);
      if (!room) return;
      state.messages.value = room.timeline.messages;
      state.phase.value = room.phase;
      state.struggling.value = room.struggling;
      state.goneWith.value = room.goneWith;
      state.hasOlder.value = room.timeline.hasOlder;
      state.older.value = room.older;
    });
  }

  #refreshAttention(): void {
    this.attentive.value = this.client.presence.active;
    if (this.attentive.value) return;
    for (const room of this.#rooms.values()) if (this.client.room(room.name)?.wanted) room.lookedAway();
  }

  #refreshConnection(): void {
    const change = this.connection.take(this.client.connection);
    if (change === 'back' || (change && this.listLoader.missed.value)) void this.listLoader.load();
  }

  #page({ chat, members, members_cursor }: ChatPage): void {
    const state = this.room(chat.name);
    this.client.reads.known(chat.name, chat.read_seq);
    batch(() => {
      state.met(chat);
      state.chat.value = chat;
      state.memberPages.begin(members, members_cursor);
      state.online.value ??= chat.online_count;
      this.listLoader.change((list) => lists.withChat(list, chat));
    });
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'message_handler':
        this.arrived(frame.message);
        if (this.list.value?.every(({ name }) => name !== frame.room)) void this.listLoader.load();
        return this.listLoader.change((list) => lists.withMessage(list, frame.message, this.me));
      case 'system':
        return this.#systemEvents.take(frame);
      case 'read_handler':
        return this.room(frame.room).readBy(frame.username, frame.seq);
      case 'joined':
        this.room(frame.room).online.value = frame.online_count;
        if (frame.members) this.room(frame.room).memberPages.begin(frame.members, null);
        return;
      case 'online_count_handler':
        this.room(frame.room).online.value = frame.online_count;
        return;
      case 'online_status_handler':
        this.siteOnline.value = frame.online_count;
        for (const room of this.#rooms.values()) room.memberPages.updateStatuses(frame.changes);
        return this.listLoader.change((list) => lists.withStatuses(list, frame.changes));
      case 'chat_indicators':
        return this.listLoader.change((list) => lists.withIndicators(list, frame));
    }
  }
}

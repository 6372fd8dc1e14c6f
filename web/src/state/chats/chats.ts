import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../../api/index';
import type { CallFrame } from '../../calls/session';
import { ChatClient } from '../../sync/client';
import type { Ports } from '../../sync/ports';
import type { Chat, ChatPage, DecisionNoticeFrame, Message, MutedFrame, ServerFrame } from '../../wire/index';
import { UserSettings } from '../account/user-settings';
import type { Mute } from '../community/own-mute';
import { ConnectionState } from '../page/connection-state';
import * as lists from './chat-list';
import { ChatListLoader, type ListStore } from './chat-list-loader';
import type { LostChat } from './lost-chat';
import { MessageChanges } from './message-changes';
import { namesakesAmong } from './namesakes';
import { RoomState } from './room';
import { SystemEventHandler } from './system-events';
import { Typing } from './typing';

/** What tells of a decision about the user, or that one holds. */
export type Judged = DecisionNoticeFrame | MutedFrame;

/** A signed-in user's chats, as signals that the views read. */
export class Chats {
  readonly listLoader: ChatListLoader;
  readonly connection = new ConnectionState();
  /** How many users are online anywhere; null until told. */
  readonly siteOnline = signal<number | null>(null);
  /** The tab is in front and in use: what it shows is seen. */
  readonly attentive = signal(true);
  readonly lostChat = signal<LostChat | null>(null);
  /** Usernames of those whom the user has blocked. */
  readonly blocked = signal<ReadonlySet<string>>(new Set());
  /** That the user may say nothing for now. */
  readonly mute = signal<Mute | null>(null);
  readonly client: ChatClient;
  readonly changes: MessageChanges;
  readonly settings: UserSettings;
  readonly typing: Typing;
  /** Called with each message that comes over the connection, as often as it comes. */
  arrived: (message: Message) => void = () => {};
  /** Called with each message that was deleted, as often as that is told. */
  deleted: (message: Message) => void = () => {};
  /** Called with each frame that names a call. */
  called: (frame: CallFrame) => void = () => {};
  /** Called with what is decided about the user. */
  judged: (frame: Judged) => void = () => {};
  readonly #systemEvents: SystemEventHandler;
  #rooms = new Map<string, RoomState>();
  /** The list may be older than the connection. */
  #listedEarly = true;
  /** By chat the newest message of each that is not listed yet. */
  #unlisted = new Map<string, Message>();

  constructor(
    readonly me: string,
    private readonly api: Pick<
      Api,
      'chats' | 'open' | 'profile' | 'members' | 'pins' | 'markUnread' | 'ownSettings' | 'saveSettings'
    >,
    ports: Ports & { rooms: ListStore },
    ended: () => void,
  ) {
    this.listLoader = new ChatListLoader(api, ports, {
      remembered: (chats) => this.#remembered(chats),
      loaded: (chats) => this.#listed(chats),
    });
    this.client = new ChatClient(me, ports, {
      room: (name) => this.#refreshRoom(name),
      connection: () => this.#refreshConnection(),
      attention: () => this.#refreshAttention(),
      page: (page) => this.#page(page),
      received: (messages) => this.#received(messages),
      missed: (name) => this.#missed(this.#rooms.get(name)),
      frame: (frame) => this.#frame(frame),
      ended,
    });
    this.changes = new MessageChanges(me, this.client, api, ports);
    this.settings = new UserSettings(api, ports.clock);
    this.typing = new Typing(ports.clock, this.settings, (frame) => this.client.connection.send(frame));
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
    void this.listLoader.remember();
    void this.listLoader.load();
  }

  stop(): void {
    this.client.stop();
    this.listLoader.stop();
    this.typing.stop();
  }

  room(name: string): RoomState {
    const room = this.#rooms.get(name) ?? new RoomState(name, (cursor) => this.api.members(name, cursor));
    this.#rooms.set(name, room);
    return room;
  }

  enter(name: string): void {
    const listed = this.list.value?.find((chat) => chat.name === name);
    this.room(name).entered(listed, this.listLoader.fresh);
    this.client.enter(name);
    this.#refreshRoom(name);
  }

  leave(name: string): void {
    this.client.leave(name);
    this.room(name).pinList?.stop();
  }

  /** The chat is open before the user's eyes. */
  watches(name: string): boolean {
    return this.attentive.value && this.client.room(name)?.wanted === true;
  }

  /** The user has seen what there is of a chat. */
  seen(name: string): void {
    const { keptUnread, messages: all } = this.room(name);
    if (keptUnread) return;
    const messages = all.value;
    const others = messages.findLast(({ author }) => author.username !== this.me);
    if (others) this.client.reads.seen(name, others.seq);
    this.listLoader.change((list) => lists.withRead(list, name, messages.at(-1)?.seq ?? 0));
  }

  /** The user says something in a chat: they have read it, and see its end. */
  spoke(room: RoomState): void {
    room.spoke();
    this.client.room(room.name)?.pages.latest();
  }

  /** Marks a chat unread from a message on. Rejects where that does not work. */
  async markUnread(name: string, seq: number): Promise<void> {
    const room = this.room(name);
    const unread = room.messages.value.filter((each) => each.seq >= seq && each.author.username !== this.me);
    room.markedUnread(seq);
    room.keptUnread = true;
    this.client.reads.forget(name);
    this.listLoader.change((list) => lists.withUnreadFrom(list, name, seq, unread.length));
    try {
      await this.api.markUnread(name, seq);
    } finally {
      void this.listLoader.load();
    }
  }

  /** A chat that was made, found, joined or changed. */
  renew(chat: Chat): void {
    this.room(chat.name).renewed(chat);
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

  /** What an earlier page knew of the chats that are open already. How far the reader knows them, the server says. */
  #remembered(chats: lists.ChatList): void {
    for (const chat of chats) {
      const room = this.#rooms.get(chat.name);
      if (room) room.chat.value ??= chat;
    }
  }

  /** What the list says of a chat is newer than what was known when it was opened. */
  #listed(chats: lists.ChatList): void {
    for (const chat of chats) this.#rooms.get(chat.name)?.renewed(chat);
    for (const { name } of chats) {
      const message = this.#unlisted.get(name);
      if (!message) continue;
      this.#unlisted.delete(name);
      this.listLoader.change((list) => lists.withMessage(list, message, this.me));
    }
  }

  /** A message of a chat that is new to the user: the list may be read before the server counts the message. */
  #heardOfNew(message: Message): void {
    const known = this.#unlisted.get(message.room);
    if (!known || known.seq < message.seq) this.#unlisted.set(message.room, message);
    if (this.list.value) void this.listLoader.load();
  }

  #refreshRoom(name: string): void {
    const state = this.room(name);
    state.refresh(this.client);
    // What an earlier page left on its way shows, too.
    if (state.changes.value.length > 0) void this.changes.load();
  }

  #refreshAttention(): void {
    this.attentive.value = this.client.presence.active;
    if (this.attentive.value) return;
    for (const room of this.#rooms.values()) if (this.client.room(room.name)?.wanted) room.lookedAway();
  }

  #refreshConnection(): void {
    const change = this.connection.take(this.client.connection);
    if (change === 'back') for (const room of this.#rooms.values()) this.#missed(room);
    if (change !== 'back' && !(change && this.listLoader.missed.value)) return;
    this.#listedEarly = false;
    void this.listLoader.load();
  }

  #received(messages: readonly Message[]): void {
    this.listLoader.change((list) => lists.withStates(list, messages, this.me));
    this.#rooms.get(messages[0]?.room ?? '')?.thread.value?.take(messages);
  }

  /** Changes were missed of what is not among a room's messages. */
  #missed(room: RoomState | undefined): void {
    room?.pinList?.missed();
    void room?.thread.value?.renew();
  }

  #page(page: ChatPage): void {
    const { chat } = page;
    if (chat.unread_from) this.client.reads.forget(chat.name);
    else this.client.reads.known(chat.name, chat.read_seq);
    batch(() => {
      this.room(chat.name).came(page);
      this.listLoader.change((list) => lists.withChat(list, chat));
    });
  }

  #change(room: string, messages: readonly Message[]): void {
    const state = this.#rooms.get(room);
    if (state) this.changes.heard(state, messages);
    for (const message of messages) if (message.deleted) this.deleted(message);
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'message_handler':
        this.typing.said(frame.message);
        this.arrived(frame.message);
        if (!this.list.value?.some(({ name }) => name === frame.room)) return this.#heardOfNew(frame.message);
        return this.listLoader.change((list) => lists.withMessage(list, frame.message, this.me));
      case 'change_handler':
      case 'changes_handler':
        return this.#change(frame.room, 'messages' in frame ? frame.messages : [frame.message]);
      case 'system':
        return this.#systemEvents.take(frame);
      case 'read_handler':
        return this.room(frame.room).readBy(frame.username, frame.seq);
      case 'typing_handler':
        return this.typing.heard(frame);
      case 'joined':
      case 'online_count_handler':
        return this.room(frame.room).counted(frame);
      case 'online_status_handler':
        this.siteOnline.value = frame.online_count;
        for (const room of this.#rooms.values()) room.memberPages.updateStatuses(frame.changes);
        return this.listLoader.change((list) => lists.withStatuses(list, frame.changes));
      case 'chat_indicators':
        // What was said between the list and the connection is told as a number only.
        if (this.#listedEarly && lists.isBehind(this.list.value ?? [], frame)) void this.listLoader.load();
        return this.listLoader.change((list) => lists.withIndicators(list, frame));
      default:
        if ('call' in frame) this.called(frame as CallFrame);
        else if (frame.type === 'notice' || 'until' in frame) this.judged(frame as Judged);
    }
  }
}

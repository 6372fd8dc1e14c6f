import type { ReadonlySignal } from '@preact/signals';
import type { Api } from '../../api/index';
import type { ChatClient } from '../../sync/client';
import { fullJitter, isFinal } from '../../sync/connection/backoff';
import type { Ports } from '../../sync/ports';
import { displayNameOf } from '../../text/names';
import type { ChatPage, SystemFrame } from '../../wire/index';
import type { ChatList } from './chat-list';
import { namesakesAmong } from './namesakes';
import type { RoomState } from './room';

/** The user's chats, as far as a system message can change them. */
export interface AffectedChats {
  readonly me: string;
  readonly client: Pick<ChatClient, 'room'>;
  /** Null until the first load. */
  readonly list: ReadonlySignal<ChatList | null>;
  readonly listLoader: { load(): Promise<void> };
  room(name: string): RoomState;
  enter(name: string): void;
  lose(room: string, event: 'left' | 'removed' | 'deleted', username: string): void;
}

/** What a system message means for the user's chats. */
export class SystemEventHandler {
  #renewing = new Set<string>();

  constructor(
    private readonly chats: AffectedChats,
    private readonly api: Pick<Api, 'open' | 'profile'>,
    private readonly ports: Pick<Ports, 'clock' | 'random'>,
    private readonly page: (page: ChatPage) => void,
  ) {}

  take({ room, event, username, created }: SystemFrame): void {
    const { chats } = this;
    const mine = username === chats.me;
    if (event === 'deleted' || (mine && (event === 'left' || event === 'removed'))) {
      return chats.lose(room, event, username);
    }
    const open = chats.client.room(room)?.wanted ?? false;
    const listed = chats.list.value?.find(({ name }) => name === room);
    if (mine && open && chats.room(room).goneWith.value) chats.enter(room);
    if (open) this.#renew(room);
    else if (!listed || event === 'renamed' || username === listed.admin) void chats.listLoader.load();
    void this.#note(room, { event, username, created });
    if (event === 'left' || event === 'removed') chats.room(room).memberPages.lose(username);
  }

  async #note(room: string, what: Pick<SystemFrame, 'event' | 'username' | 'created'>): Promise<void> {
    this.chats.room(room).addSystemEvent({ ...what, name: await this.#nameOf(room, what.username) });
  }

  /** What a user is called: as the chat knows them, else as the server says. */
  async #nameOf(name: string, username: string): Promise<string> {
    const room = this.chats.room(name);
    const people = [...room.members.value, ...room.messages.value.map(({ author }) => author).toReversed()];
    const known = people.find((person) => person.username === username);
    const person = known ?? (await this.api.profile(username).catch(() => null));
    return person ? displayNameOf(person, namesakesAmong([...people, person])) : `@${username}`;
  }

  /**
   * Members, title and admin anew: at a random time within two seconds, so that a group does not ask all at once;
   * `failures` is how often that was tried in vain.
   */
  #renew(name: string, failures = 0): void {
    if (this.#renewing.has(name)) return;
    this.#renewing.add(name);
    const { clock, random } = this.ports;
    const backoff = failures > 0 ? fullJitter(random, failures, 1_000, 30_000) : 0;
    clock.after(200 + random() * 1_800 + backoff, () => void this.#load(name, failures));
  }

  async #load(name: string, failures: number): Promise<void> {
    this.#renewing.delete(name);
    try {
      const page = await this.api.open(name);
      if (!this.chats.room(name).goneWith.value) this.page(page);
    } catch (error) {
      const open = this.chats.client.room(name)?.wanted ?? false;
      if (open && !isFinal(error)) this.#renew(name, failures + 1);
    }
  }
}

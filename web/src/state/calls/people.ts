import { signal } from '@preact/signals';
import { displayNameOf, titleOf } from '../../text/names';
import type { Author, Chat } from '../../wire/index';
import type { Chats } from '../chats/chats';

const NO_NAMESAKES: ReadonlySet<string> = new Set();

/** Who the people in calls are: as their chats know them, else as the server says. What renders with it follows it. */
export class CallPeople {
  readonly #answers = signal<ReadonlyMap<string, Author>>(new Map());
  #asked = new Set<string>();

  /** `profile` asks the server for one of them. */
  constructor(
    private readonly chats: Chats,
    private readonly profile: (username: string) => Promise<Author>,
  ) {}

  person(room: string, username: string): Author {
    const other = this.#chat(room)?.other;
    if (other?.username === username) return other;
    const known = this.chats.room(room).people.value.get(username) ?? this.#answers.value.get(username);
    if (!known) void this.#ask(username);
    return known ?? { username, display_name: `@${username}`, avatar_url: null, bot: false };
  }

  name(room: string, username: string): string {
    return displayNameOf(this.person(room, username), NO_NAMESAKES);
  }

  /** The group that a room is; null where it is a chat of two. */
  group(room: string): string | null {
    const chat = this.#chat(room);
    return chat?.kind === 'group' ? chat.title : null;
  }

  /** What the chat is called. */
  title(room: string): string {
    const chat = this.#chat(room);
    return chat ? titleOf(chat, this.chats.namesakes.value) : '';
  }

  #chat(room: string): Chat | undefined {
    return this.chats.list.value?.find(({ name }) => name === room);
  }

  async #ask(username: string): Promise<void> {
    if (this.#asked.has(username)) return;
    this.#asked.add(username);
    const person = await this.profile(username).catch(() => null);
    if (person) this.#answers.value = new Map([...this.#answers.value, [username, person]]);
  }
}

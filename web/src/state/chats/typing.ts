import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../sync/ports';
import type { Chat, ClientFrame, Message, TypingHandler } from '../../wire/index';
import type { UserSettings } from '../account/user-settings';

/** Others are told at most once in this many milliseconds that the user types in a chat. */
const EVERY = 4_000;
/** For so long, in milliseconds, somebody is shown as typing. */
const SHOWN = 6_000;
/** So many of a chat are remembered. */
const MOST = 10;

const NOBODY: readonly string[] = [];

/** Who is typing: tells others of the user, and the user of others. */
export class Typing {
  #told = new Map<string, number>();
  #people = signal<Readonly<Record<string, readonly string[]>>>({});
  #timers = new Map<string, () => void>();

  constructor(
    private readonly clock: Clock,
    private readonly settings: Pick<UserSettings, 'load'>,
    private readonly transmit: (frame: ClientFrame) => boolean,
  ) {}

  /** By chat, the usernames of those who type there, who began first at the beginning. */
  get people(): ReadonlySignal<Readonly<Record<string, readonly string[]>>> {
    return this.#people;
  }

  /**
   * The user has typed in a chat. Nobody is told in the public one, nor where it is not known whether the user wants
   * others to know.
   */
  async typed({ name: room, kind }: Pick<Chat, 'name' | 'kind'>): Promise<void> {
    if (kind === 'public') return;
    const now = this.clock.now();
    if (now - (this.#told.get(room) ?? Number.NEGATIVE_INFINITY) < EVERY) return;
    this.#told.set(room, now);
    const settings = await this.settings.load().catch(() => null);
    if (settings?.typing) this.transmit({ type: 'typing', room });
  }

  /** Somebody types. */
  heard({ room, username }: Pick<TypingHandler, 'room' | 'username'>): void {
    const key = keyOf(room, username);
    this.#timers.get(key)?.();
    const cancelTimer = this.clock.after(SHOWN, () => this.#ended(room, username));
    this.#timers.set(key, cancelTimer);
    const before = this.#of(room);
    if (!before.includes(username)) this.#set(room, [...before, username].slice(-MOST));
  }

  /** Who has said something types no longer. */
  said({ room, author }: Pick<Message, 'room' | 'author'>): void {
    this.#ended(room, author.username);
  }

  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #ended(room: string, username: string): void {
    const key = keyOf(room, username);
    this.#timers.get(key)?.();
    this.#timers.delete(key);
    const left = this.#of(room).filter((other) => other !== username);
    if (left.length < this.#of(room).length) this.#set(room, left);
  }

  #of(room: string): readonly string[] {
    return this.#people.value[room] ?? NOBODY;
  }

  #set(room: string, people: readonly string[]): void {
    this.#people.value = { ...this.#people.value, [room]: people };
  }
}

const keyOf = (room: string, username: string): string => `${room} ${username}`;

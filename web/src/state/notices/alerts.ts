import type { ReadonlySignal } from '@preact/signals';
import type { Clock } from '../../sync/ports';
import type { Chat, Message, NotifyLevels } from '../../wire/index';
import type { Choices } from '../account/preferences';
import type { UserSettings } from '../account/user-settings';
import type { ChatList } from '../chats/chat-list';
import type { Election } from './election';
import { levelOf, ownLevel } from './levels';

/** A message from somebody, for a notification. */
export interface MessageNotification {
  room: string;
  message: Message;
}

/** What calls a user who looks elsewhere. */
export interface Notifier {
  /** The page is not in front. */
  hidden(): boolean;
  chime(): void;
  show(note: MessageNotification): void;
  /** Takes back what was shown of a room. */
  withdraw(room: string): void;
}

/** Calls the user to what is said to them, as they chose for each chat. */
export class Alerts {
  /** The newest message of each room that was told of: frames may come twice. */
  #announced = new Map<string, number>();
  /** The message of each room whose notification was shown last. */
  #shown = new Map<string, number>();

  constructor(
    private readonly me: string,
    private readonly choices: ReadonlySignal<Choices>,
    private readonly notifier: Notifier,
    private readonly election: Pick<Election, 'wins'>,
    private readonly settings: Pick<UserSettings, 'load'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** A message came. This tab calls if no other is to, nor shows it to the user. */
  async received(message: Message, chat: Chat | undefined): Promise<void> {
    const { room, seq, author } = message;
    const before = this.#announced.get(room) ?? chat?.read_seq ?? 0;
    if (seq <= before) return;
    this.#announced.set(room, seq);
    const { sound, notifications } = this.choices.value;
    if (author.username === this.me || !(sound || notifications)) return;
    // Who looks at the chat is asked now, not after what the user's settings take to come.
    const wins = this.election.wins(room, seq);
    if (!(await this.#calls(message, chat))) return;
    if (!(await wins)) return;
    if (sound) this.notifier.chime();
    if (!notifications || !this.notifier.hidden()) return;
    this.#shown.set(room, seq);
    this.notifier.show({ room, message });
  }

  /** A message was deleted: its notification goes. */
  deleted({ room, seq }: Message): void {
    if (this.#shown.get(room) === seq) this.notifier.withdraw(room);
  }

  /** It is to call, by the user's settings; what is not known of them is as it is for everybody. */
  async #calls(message: Message, chat: Chat | undefined): Promise<boolean> {
    if (chat && ownLevel(chat, this.#now()) === 'none') return false;
    const [settings, { calls }] = await Promise.all([this.settings.load().catch(() => null), import('./calls')]);
    return calls(message, chat, { username: this.me, settings }, this.#now());
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}

/**
 * How many messages wait for the user, of those that they want to be told of; `more`: something else is unread in a chat
 * of which they are told of mentions only.
 */
export function unreadTotals(list: ChatList, levels: NotifyLevels, now: Date): { count: number; more: boolean } {
  const told = list.map((chat) => ({ ...chat, level: levelOf(chat, levels, now) }));
  const counts = told.map(({ level, unread, unread_mentions }) =>
    level === 'all' ? unread : level === 'mentions' ? unread_mentions : 0,
  );
  return {
    count: counts.reduce((sum, count) => sum + count, 0),
    more: told.some(({ level, unread }) => level === 'mentions' && unread > 0),
  };
}

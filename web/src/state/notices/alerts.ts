import type { ReadonlySignal } from '@preact/signals';
import type { Chat, Message } from '../../wire/index';
import type { Choices } from '../account/preferences';
import type { ChatList } from '../chats/chat-list';
import type { Election } from './election';

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
}

/** Calls the user, as they chose, to what is said to them in private chats and groups. The public chat never calls. */
export class Alerts {
  /** The newest message of each room that was told of: frames may come twice. */
  #announced = new Map<string, number>();

  constructor(
    private readonly me: string,
    private readonly choices: ReadonlySignal<Choices>,
    private readonly notifier: Notifier,
    private readonly election: Pick<Election, 'wins'>,
  ) {}

  /** A message came. This tab calls if no other is to, nor shows it to the user. */
  async received(message: Message, chat: Chat | undefined): Promise<void> {
    const { room, seq, author } = message;
    const before = this.#announced.get(room) ?? chat?.read_seq ?? 0;
    if (seq <= before) return;
    this.#announced.set(room, seq);
    if (author.username === this.me || chat?.kind === 'public') return;
    if (!(await this.election.wins(room, seq))) return;
    const { sound, notifications } = this.choices.value;
    if (sound) this.notifier.chime();
    if (notifications && this.notifier.hidden()) this.notifier.show({ room, message });
  }
}

/** How many messages wait for the user in private chats and groups, and whether there are any in the public chat. */
export function unreadTotals(list: ChatList): { count: number; more: boolean } {
  const own = list.filter(({ kind }) => kind !== 'public');
  return {
    count: own.reduce((sum, { unread }) => sum + unread, 0),
    more: list.some(({ kind, unread }) => kind === 'public' && unread > 0),
  };
}

/** What a user wants to be told of in a chat. */
import type { Chat, NotifyLevels } from '../../wire/index';

export type Level = NotifyLevels['private'];

/** What holds until the user chooses otherwise. */
export const DEFAULT_LEVELS: NotifyLevels = { private: 'all', group: 'all', public: 'mentions' };

type Muting = Pick<Chat, 'notify' | 'notify_until'>;

/** What the user chose for this chat alone; null where nothing, or no longer at `now`. */
export const ownLevel = ({ notify, notify_until: until }: Muting, now: Date): Level | null =>
  until !== null && new Date(until) <= now ? null : notify;

/** What the user is told of in a chat: as they chose for it, else for all of its kind. */
export const levelOf = (chat: Muting & Pick<Chat, 'kind'>, levels: NotifyLevels, now: Date): Level =>
  ownLevel(chat, now) ?? levels[chat.kind];

/** Which messages call a user who looks elsewhere. A chunk of its own: it comes with the first message that may. */
import type { Chat, Message, Settings } from '../../wire/index';
import { hasKeyword } from '../mentions/keywords';
import { mentionsUser } from '../mentions/mentions';
import { DEFAULT_LEVELS, levelOf } from './levels';
import { isQuiet } from './quiet';

/** Whom a message is to call, and what is known of them: null where their settings did not come. */
export interface Recipient {
  username: string;
  settings: Settings | null;
}

/** At `now` it is not quiet, and the level of the chat lets the message through; one that is not known yet lets all. */
export function calls(message: Message, chat: Chat | undefined, to: Recipient, now: Date): boolean {
  const { quiet = null, keywords = [], notify = DEFAULT_LEVELS } = to.settings ?? {};
  if (quiet && isQuiet(quiet, now)) return false;
  const level = chat ? levelOf(chat, notify, now) : 'all';
  if (level !== 'mentions') return level === 'all';
  return mentionsUser(message, to.username) || (message.body !== null && hasKeyword(message.body, keywords));
}

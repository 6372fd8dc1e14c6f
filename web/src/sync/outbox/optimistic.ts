import type { Message, Reaction } from '../../wire';
import { emojiKey } from '../room/emoji-key';
import type { OutgoingChange } from './outbox-entry';

/** As many of those who reacted are named. */
const NAMED = 50;

/** A message as it will be once the changes on their way are stored, in the order in which they were asked for. */
export function withOutgoing(message: Message, changes: readonly OutgoingChange[], me: string): Message {
  return changes.reduce((before, change) => applied(before, change, me), message);
}

function applied(message: Message, { frame, created }: OutgoingChange, me: string): Message {
  if (message.deleted) return message;
  const now = new Date(created).toISOString();
  switch (frame.type) {
    case 'edit':
      return message.body === frame.body ? message : { ...message, body: frame.body, edited: now };
    case 'delete':
      return { ...message, deleted: now, deleted_by: me, body: null, file: null, pinned: false, reactions: [] };
    case 'pin':
      return { ...message, pinned: frame.on };
    case 'react':
      return { ...message, reactions: reacted(message.reactions, frame.emoji, frame.on, me) };
  }
}

/** A chip stays where it is; a new one comes last. */
function reacted(reactions: readonly Reaction[], emoji: string, on: boolean, me: string): Reaction[] {
  const isIt = (each: Reaction) => emojiKey(each.emoji) === emojiKey(emoji);
  if (on && !reactions.some(isIt)) return [...reactions, { emoji, count: 1, usernames: [me], me: true }];
  return reactions
    .map((each) => (isIt(each) && (each.me ?? false) !== on ? counted(each, on, me) : each))
    .filter(({ count }) => count > 0);
}

function counted({ emoji, count, usernames }: Reaction, on: boolean, me: string): Reaction {
  const others = usernames.filter((username) => username !== me);
  const names = on && count < NAMED ? [...others, me] : others;
  return { emoji, count: count + (on ? 1 : -1), usernames: names, me: on };
}

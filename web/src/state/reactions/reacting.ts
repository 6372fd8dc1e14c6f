import { usedEmoji } from '../../emoji/recent';
import { emojiKey } from '../../sync/room/emoji-key';
import type { Message, Reaction } from '../../wire/index';
import type { Chats } from '../chats/chats';
import { storage } from '../page/browser-features';

export function reactionWith(message: Pick<Message, 'reactions'> | undefined, emoji: string): Reaction | undefined {
  return message?.reactions.find((each) => emojiKey(each.emoji) === emojiKey(emoji));
}

/** Puts the user's reaction there, or takes it back: the opposite of what is shown when it comes to it. */
export async function toggleReaction(chats: Chats, room: string, seq: number, emoji: string): Promise<void> {
  const changes = await chats.changes.load();
  const message = chats.room(room).find(seq);
  const on = !reactionWith(message, emoji)?.me;
  if (on) usedEmoji(storage, emoji);
  changes.react(room, seq, emoji, on);
}

/**
 * The chips as they are drawn while somebody points at them: each stays where it was, one that nobody uses any more
 * with a count of 0, and new ones come last.
 */
export function held(before: readonly Reaction[], now: readonly Reaction[]): readonly Reaction[] {
  const kept = before.map(
    (each) => reactionWith({ reactions: [...now] }, each.emoji) ?? { ...each, count: 0, usernames: [], me: false },
  );
  return [...kept, ...now.filter(({ emoji }) => !reactionWith({ reactions: [...before] }, emoji))];
}

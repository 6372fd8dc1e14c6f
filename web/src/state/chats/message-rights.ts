import type { Chat, Message, Role } from '../../wire/index';

/** What a user may do with a message. */
export interface MessageRights {
  react: boolean;
  edit: boolean;
  pin: boolean;
  remove: boolean;
}

const NOTHING: MessageRights = { react: false, edit: false, pin: false, remove: false };

/**
 * As far as the client knows: a deployment may have further rules, as how long a message can be edited. Moderators have
 * them in the public chat, and in the groups that they are in.
 */
export function rightsOver(
  message: Message | undefined,
  chat: Chat | null,
  me: string,
  role: Role = 'member',
): MessageRights {
  if (!message || message.deleted) return NOTHING;
  const own = message.author.username === me;
  const moderates = role !== 'member' && chat !== null && chat.kind !== 'private';
  const admin = moderates || (chat?.kind === 'group' && chat.admin === me);
  return {
    react: true,
    edit: own && message.body !== null,
    pin: admin || chat?.kind === 'private',
    remove: !message.call && (own || admin),
  };
}

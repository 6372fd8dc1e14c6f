import type { Message } from '../../wire/index';

/** The message names `me`, or everybody, and is somebody else's. */
export const names = ({ author, mentions, mentions_all }: Message, me: string): boolean =>
  author.username !== me && (mentions_all || mentions.includes(me));

/** The message counts as a mention of `me`: it names them, or it is somebody's answer to what they wrote. */
export const mentionsUser = (message: Message, me: string): boolean =>
  message.deleted === null &&
  (names(message, me) || (message.author.username !== me && message.quoted?.author.username === me));

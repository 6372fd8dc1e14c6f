import type { Message } from '../../wire/index';

/** Where a message's thread is: the one that it is in, or that it begins. */
export const threadPath = ({ room, seq, thread }: Pick<Message, 'room' | 'seq' | 'thread'>): string =>
  `/chat/${encodeURIComponent(room)}/thread/${thread ?? seq}`;

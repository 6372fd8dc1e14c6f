import type { FileInfo, Quote } from '../../wire';
import type { ChangeFrame, Post, Unsent } from '../ports';
import { emojiKey } from '../room/emoji-key';

/** `sent`: stored by the server, but not shown among the room's messages yet. */
export type SendState = 'sending' | 'sent' | 'failed';

/** What all that is on its way has in common. */
interface OnItsWay {
  readonly created: number;
  readonly state: SendState;
  /** An error code of the contract, or `expired`; null unless failed. */
  readonly reason: string | null;
}

/** A message on its way. */
export interface Outgoing extends OnItsWay {
  readonly frame: Post;
  /** The file that the frame brings, else null. */
  readonly file: FileInfo | null;
  /** What it quotes where it is a reply, as it was when it was written. */
  readonly quoted?: Quote | undefined;
  /** Its number in the room once `sent`, else 0. */
  readonly seq: number;
  /** It waits for the chat's slow mode until then, in milliseconds since 1970; 0: it does not. */
  readonly heldUntil: number;
}

/** A change on its way. */
export interface OutgoingChange extends OnItsWay {
  readonly frame: ChangeFrame;
  /** The number of the change that its message shows it with, once `sent`, else 0. */
  readonly rev: number;
  /** It may have reached the server. */
  readonly tried: boolean;
}

export interface Entry extends Unsent {
  state: SendState;
  /** Its number in the room's log of messages, or of changes, once `sent`. */
  number: number;
  attempts: number;
  /** It may have reached the server: another change of the same has to wait for the answer. */
  tried: boolean;
  /** When it went out first on this connection, else 0. */
  firstSentAt: number;
  /** It waits for the chat's slow mode until then, else 0. */
  heldUntil: number;
  cancelTimer: (() => void) | undefined;
}

export const entryOf = (unsent: Unsent, tried: boolean): Entry => ({
  ...unsent,
  state: unsent.reason === null ? 'sending' : 'failed',
  number: 0,
  attempts: 0,
  tried,
  firstSentAt: 0,
  heldUntil: 0,
  cancelTimer: undefined,
});

export const isPost = (frame: Post | ChangeFrame): frame is Post =>
  frame.type === 'message' || frame.type === 'file_upload';

/**
 * Of what shares a lane, one goes out at a time. A file whose host does not answer must not hold up what is said
 * meanwhile; changes wait for those of the same message alone, reactions for those with the same emoji.
 */
function laneOf(frame: Post | ChangeFrame): string {
  if (isPost(frame)) return frame.type;
  return frame.type === 'react' ? `${frame.seq} ${emojiKey(frame.emoji)}` : String(frame.seq);
}

/** No more of a room's frames than this are out at once: what a user changed while offline must not all be refused. */
const IN_FLIGHT = 4;

/** Of a room's entries the oldest of each lane, if it is unanswered. A change that is stored gives way once it is shown. */
export function nextOf(entries: readonly Entry[]): Entry[] {
  const lanes = new Map<string, Entry>();
  for (const entry of entries) {
    const occupies = entry.state === 'sending' || (entry.state === 'sent' && !isPost(entry.frame));
    const lane = laneOf(entry.frame);
    if (occupies && !lanes.has(lane)) lanes.set(lane, entry);
  }
  return [...lanes.values()].filter(({ state }) => state === 'sending').slice(0, IN_FLIGHT);
}

/** As its message is shown meanwhile; nothing where it is a change. */
export const outgoing = ({ frame, number, ...rest }: Entry): Outgoing[] =>
  isPost(frame) ? [{ ...rest, frame, seq: number }] : [];

/** As what it changes is shown meanwhile; nothing where it is a message. */
export const outgoingChange = ({ frame, number, ...rest }: Entry): OutgoingChange[] =>
  isPost(frame) ? [] : [{ ...rest, frame, rev: number }];

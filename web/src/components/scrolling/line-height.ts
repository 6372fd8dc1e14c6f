import { displaySize } from '../../files/image-size';
import { playerHeight } from '../../files/media';
import { isVoiceMessage } from '../../files/voice-message';
import { linesOf } from '../../rich/clip';
import type { MessageListLine } from '../../state/chats/message-lines';
import type { FileInfo } from '../../wire/index';
import { FOLDED_ABOVE } from '../message/message-body';

const QUOTE = 28;
const REPLIES = 36;
/** What became of a call, in pixels. */
export const CALL = 100;

/** A guess at a line's height in pixels, before it is measured. */
export function heightOf(line: MessageListLine | undefined): number {
  if (line?.kind !== 'message') return 44;
  const around = (line.first ? 36 : 4) + (line.last ? 20 : 0);
  const more = around + (line.quoted ? QUOTE : 0) + (line.replies ? REPLIES : 0);
  if (line.call) return more + CALL;
  if (line.file) return more + heightOfFile(line.file);
  const rows = Math.min(linesOf(line.body ?? ''), FOLDED_ABOVE + 1);
  return more + 18 + 24 * rows;
}

/** The room of a picture or a player is known before it is there. */
function heightOfFile(file: FileInfo): number {
  const { resource_type, width, height, filename } = file;
  if (resource_type === 'image' && width && height) return 58 + displaySize(width, height).height;
  return playerHeight(file) + (isVoiceMessage(filename) ? 2 : 58);
}

import { signal } from '@preact/signals';
import { isVoiceMessage } from '../files/voice-message';
import { plain } from '../rich/plain';
import type { CallSummary, FileInfo, Message, Quote } from '../wire';
import { t } from '.';
import { lengthOf } from './time';
import { tombstoneOf } from './tombstone';

/** What a file is called: a voice message by what it is, and how long that is where it is known. */
export function fileWords({ filename, duration }: Pick<FileInfo, 'filename'> & Partial<FileInfo>): string {
  if (!isVoiceMessage(filename)) return filename;
  return duration ? `${t.files.voice} ${lengthOf(duration)}` : t.files.voice;
}

/**
 * What a message says in one line, for lists and notices; `hidden` stands for what its spoilers hide. `own`: the reader
 * has said it, or started the call.
 */
export function summaryOf(message: Message, hidden?: string, own?: boolean): string {
  const { body, file, call, deleted, deleted_by: by, author } = message;
  if (deleted) return tombstoneOf({ author, by });
  return body === null ? (file ? fileWords(file) : callWords(call, own)) : plain(body, hidden);
}

/** What a quoted message says in one line. */
export function quoteWords({ body, filename, deleted }: Quote): string {
  if (deleted) return t.chat.deleted;
  return body === null ? (filename ? fileWords({ filename }) : callWords()) : plain(body, t.chat.hidden);
}

const summary = signal<typeof import('./calls/summary') | null>(null);

/** Call words come with the first call; until then none. */
function callWords(call?: CallSummary | null, own?: boolean): string {
  if (!summary.value) void bringCallWords().catch(() => undefined);
  return summary.value?.callWords(call ?? null, own) ?? '';
}

/** Brings the words of calls. */
export async function bringCallWords(): Promise<void> {
  summary.value = await import('./calls/summary');
}

import { plain } from '../rich/plain';
import type { Message } from '../wire';
import { t } from '.';

/** What a message says in one line, for lists and notices; `hidden` stands for what its spoilers hide. */
export function summaryOf({ body, file, deleted }: Message, hidden?: string): string {
  if (deleted) return t.chat.deleted;
  return body === null ? (file?.filename ?? '') : plain(body, hidden);
}

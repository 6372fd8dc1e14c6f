import type { Author, FileInfo } from '../wire';
import { t } from '.';
import { fileWords } from './summary';

/** What somebody said. */
export interface ConversationMessage {
  author: Author;
  /** Somebody else there has the same name. */
  namesake: boolean;
  body: string | null;
  file: FileInfo | null;
}

/** A line for each: who, and what in its own words; a file by its name, a deleted message not at all. */
export const conversation = (messages: readonly ConversationMessage[]): string => messages.flatMap(lineOf).join('\n');

function lineOf({ author: { username, display_name }, namesake, body, file }: ConversationMessage): string[] {
  const words = body ?? (file && fileWords(file));
  const name = namesake ? t.person.full({ name: display_name, username }) : display_name;
  return !words ? [] : [t.chats.said({ name, words })];
}

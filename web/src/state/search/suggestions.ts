/** What the value of an operator may become while it is typed. */
import { titleOf } from '../../text/names';
import type { Author, Chat } from '../../wire/index';
import { matching } from '../chats/chat-search';
import { completeMention, MOST, speakersOf } from '../mentions/mention-completion';
import { type BegunOperator, CONTENTS } from './search-query';

/** Days that are near at hand, by what they are called, and how long ago they were. */
const DAYS = { today: 0, yesterday: 1, week: 7, month: 30, year: 365 } as const;
const DAY = 24 * 60 * 60 * 1000;

export type Suggestion =
  | { kind: 'person'; value: string; person: Author }
  | { kind: 'chat'; value: string; chat: Chat; title: string }
  | { kind: 'content'; value: (typeof CONTENTS)[number] }
  | { kind: 'day'; value: string; day: keyof typeof DAYS };

interface Known {
  people: readonly Author[];
  chats: readonly Chat[];
  /** Those in the list whose name alone does not tell them apart. */
  namesakes: ReadonlySet<string>;
  now: Date;
}

/** Those that fit best, none where the value is complete. */
export function suggestionsFor({ operator, name }: BegunOperator, known: Known): Suggestion[] {
  const begins = (value: string) => value.startsWith(name.toLowerCase()) && value !== name;
  switch (operator) {
    case 'from':
      return completeMention(name, known.people, known.people).map((person) => ({
        kind: 'person',
        value: person.username,
        person,
      }));
    case 'in': {
      const named = known.chats.map((chat) => ({ chat, title: titleOf(chat, known.namesakes) }));
      return matching(named, name)
        .slice(0, MOST)
        .map(({ chat, title }) => ({ kind: 'chat', value: chat.name, chat, title }));
    }
    case 'has':
      return CONTENTS.filter(begins).map((value) => ({ kind: 'content', value }));
    default:
      return daysBefore(known.now).filter(({ value }) => begins(value));
  }
}

/** The server knows days of UTC. */
const daysBefore = (now: Date) =>
  Object.entries(DAYS).map(([day, ago]) => ({
    kind: 'day' as const,
    value: new Date(now.getTime() - ago * DAY).toISOString().slice(0, 10),
    day: day as keyof typeof DAYS,
  }));

/** Whom the user may mean: those whom they talk to, who spoke there last first, and the user. */
export function peopleIn(chats: readonly Chat[], me: Author): Author[] {
  const last = chats.flatMap(({ last_message }) => last_message ?? []);
  const others = chats.flatMap(({ other }) => other ?? []);
  return [...speakersOf(last.toReversed()), ...others, me];
}

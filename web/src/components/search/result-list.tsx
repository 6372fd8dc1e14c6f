import type { Chats } from '../../state/chats/chats';
import { now } from '../../state/page/clock';
import { type ResultGroup, resultGroups } from '../../state/search/result-groups';
import type { Search } from '../../state/search/search';
import { displayNameOf, titleOf } from '../../text/names';
import { searchText } from '../../text/search/index';
import { fileWords } from '../../text/summary';
import { clockTime, dayName, exactTime } from '../../text/time';
import type { SearchResult } from '../../wire/index';
import { iconOf } from '../media/file-icon';
import { FileName } from '../message/file-name';
import { MessageCard } from '../message-list/message-card';
import { Excerpt } from './excerpt';

interface Props {
  search: Search;
  chats: Chats;
  /** A result is gone to. */
  follow(): void;
}

/** What was found, by chat. */
export function ResultList({ search, chats, follow }: Props) {
  const pages = search.found.value?.pages ?? [];
  return (
    <>
      {resultGroups(pages).map((group) => (
        <Group key={group.results[0]?.message.id} group={group} {...{ search, chats, follow }} />
      ))}
    </>
  );
}

function Group({ group, ...props }: Props & { group: ResultGroup }) {
  const id = `in-${group.results[0]?.message.id}`;
  return (
    <section aria-labelledby={id} class="flex flex-col gap-2">
      <h2 id={id} dir="auto" class="truncate text-lg font-extrabold">
        {titleIn(group, props.chats)}
      </h2>
      <ul class="flex flex-col gap-2">
        {group.results.map((result) => (
          <Row key={result.message.id} result={result} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** A private chat is called after the other one. */
function titleIn({ room, title }: ResultGroup, chats: Chats): string {
  const chat = chats.list.value?.find(({ name }) => name === room);
  return chat ? titleOf(chat, chats.namesakes.value) : (title ?? searchText.results.private);
}

function Row({ result: { message, matches }, search, chats, follow }: Props & { result: SearchResult }) {
  const { id, author, body, created, file } = message;
  const said = new Date(created);
  const go = () => {
    search.selected = id;
    follow();
  };
  return (
    <li data-testid="search-result">
      <MessageCard
        id={resultId(id)}
        message={message}
        heading={displayNameOf(author, chats.namesakes.value)}
        when={whenOf(said, now.value)}
        exactly={exactTime(said)}
        current={search.selected === id}
        onClick={go}
      >
        {file ? <File file={file} /> : <Excerpt body={body ?? ''} matches={matches} />}
      </MessageCard>
    </li>
  );
}

export const resultId = (message: string): string => `found-${message}`;

function File({ file }: { file: NonNullable<SearchResult['message']['file']> }) {
  const Icon = iconOf(file);
  return (
    <span class="flex items-center gap-2">
      <Icon size="1.125rem" role="img" aria-label={searchText.results.file} class="shrink-0 text-soft" />
      <FileName name={fileWords(file)} class="font-semibold" />
    </span>
  );
}

/** The time of what was said today, else the day. */
function whenOf(date: Date, today: Date): string {
  return date.toDateString() === today.toDateString() ? clockTime(date) : dayName(date, today);
}

import { CalendarDays, Image, Link, Paperclip } from 'lucide-preact';
import type { Chats } from '../../state/chats/chats';
import { now } from '../../state/page/clock';
import { type BegunOperator, operatorBegun } from '../../state/search/search-query';
import { type Suggestion, suggestionsFor } from '../../state/search/suggestions';
import { searchText } from '../../text/search/index';
import type { Author } from '../../wire/index';
import { ChatAvatar } from '../chat-list/chat-avatar';
import { CompletionList } from '../completion/completion-list';
import { Avatar } from '../members/avatar';
import { BotBadge } from '../members/bot-badge';

interface Props {
  chats: Chats;
  /** Who is known, the likeliest first. */
  people: readonly Author[];
  field: HTMLInputElement;
  /** The operator that the caret stands behind. */
  place: BegunOperator;
  close(): void;
}

/** What the value of an operator may become while it is typed. */
export function OperatorCompletion({ chats, people, field, place, close }: Props) {
  const found = suggestionsFor(place, {
    people,
    chats: chats.list.value ?? [],
    namesakes: chats.namesakes.value,
    now: now.value,
  });
  return (
    <CompletionList
      {...{ field, place, found, close }}
      begun={operatorBegun}
      below
      keyOf={({ value }) => value}
      take={({ value }) => `${place.operator}:${value} `}
      label={searchText.completion.label}
      status={searchText.completion.found({ n: found.length })}
      testId="operator-completion"
    >
      {(each) => <Face suggestion={each} />}
    </CompletionList>
  );
}

const ICONS = { file: Paperclip, link: Link, image: Image };

function Face({ suggestion }: { suggestion: Suggestion }) {
  switch (suggestion.kind) {
    case 'person': {
      const { username, display_name: name, avatar_url: url } = suggestion.person;
      return (
        <>
          <Avatar name={name} url={url} size="small" />
          <Words words={name} also={`@${username}`} />
          <BotBadge of={suggestion.person} />
        </>
      );
    }
    case 'chat':
      return (
        <>
          <ChatAvatar chat={suggestion.chat} />
          <Words words={suggestion.title} />
        </>
      );
    case 'content': {
      const Icon = ICONS[suggestion.value];
      return (
        <>
          <Icon size="1.125rem" aria-hidden class="shrink-0 text-soft" />
          <Words words={searchText.contents[suggestion.value]} also={suggestion.value} />
        </>
      );
    }
    case 'day':
      return (
        <>
          <CalendarDays size="1.125rem" aria-hidden class="shrink-0 text-soft" />
          <Words words={searchText.days[suggestion.day]} also={suggestion.value} />
        </>
      );
  }
}

function Words({ words, also }: { words: string; also?: string }) {
  return (
    <>
      <span dir="auto" class="min-w-0 truncate font-semibold">
        {words}
      </span>
      {also && <span class="min-w-0 flex-1 truncate text-sm text-soft">{also}</span>}
    </>
  );
}

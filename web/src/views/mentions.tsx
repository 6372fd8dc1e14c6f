import { useEffect, useState } from 'preact/hooks';
import { onArrows } from '../components/dialogs/arrow-keys';
import { EmptyState } from '../components/dialogs/empty-state';
import { MessageCard } from '../components/message-list/message-card';
import { Page } from '../components/shell/page';
import { useRetry } from '../components/shell/use-retry';
import type { Chats } from '../state/chats/chats';
import { now } from '../state/page/clock';
import { Pages } from '../state/page/pages';
import { searchApi } from '../state/search/search-api';
import { t, wordsFor } from '../text';
import { mentionText } from '../text/mentions';
import { titleOf } from '../text/names';
import { summaryOf } from '../text/summary';
import { exactTime, shortTime } from '../text/time';
import type { Message } from '../wire';

/** What mentioned the user, wherever it was said; each leads to its place. */
export function MentionsView({ chats }: { chats: Chats }) {
  const [pages] = useState(() => new Pages(mentionsAt));
  const goOn = () => void pages.next();
  useEffect(goOn, [pages]);
  const failure = pages.failure.value;
  useRetry(failure, goOn);
  const messages = pages.items.value;
  return (
    <Page title={t.mentions.title}>
      <p class="-mt-3 text-soft">{mentionText.page.intro}</p>
      <p role="status" class="sr-only">
        {pages.loading.value && mentionText.page.loading}
      </p>
      {messages?.length === 0 && <EmptyState title={mentionText.page.noneTitle} words={mentionText.page.none} />}
      {messages && messages.length > 0 && (
        <ul
          aria-label={mentionText.page.list}
          onKeyDown={(event) => onArrows(event, event.currentTarget)}
          class="flex flex-col gap-2"
        >
          {messages.map((message) => (
            <Row key={message.id} message={message} chats={chats} />
          ))}
        </ul>
      )}
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure !== null && wordsFor(failure)}
      </p>
      {(pages.more || failure !== null) && (
        <button type="button" class="btn btn-quiet self-center" aria-busy={pages.loading.value} onClick={goOn}>
          {failure === null ? mentionText.page.more : t.access.again}
        </button>
      )}
    </Page>
  );
}

const mentionsAt = async (at: string | null) => {
  const { messages: items, cursor } = await searchApi.mentions(at);
  return { items, cursor };
};

function Row({ message, chats }: { message: Message; chats: Chats }) {
  const { room, author, created } = message;
  const chat = chats.list.value?.find(({ name }) => name === room);
  const place = chat && chat.kind !== 'private' ? titleOf(chat) : null;
  const { display_name: name } = author;
  const said = new Date(created);
  return (
    <li data-testid="mention-row">
      <MessageCard
        message={message}
        heading={place ? mentionText.page.place({ name, chat: place }) : name}
        when={shortTime(said, now.value)}
        exactly={exactTime(said)}
      >
        {summaryOf(message, t.chat.hidden)}
      </MessageCard>
    </li>
  );
}

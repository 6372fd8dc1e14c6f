import { Check, CircleAlert, Clock } from 'lucide-preact';
import { isJumbo } from '../../rich/jumbo';
import type { MessageLine } from '../../state/chats/message-lines';
import type { OpenedSpoilers } from '../../state/chats/opened-spoilers';
import type { Outbox } from '../../sync/outbox';
import { t, wordsForCode } from '../../text/index';
import { Avatar } from '../members/avatar';
import { Person } from '../members/person';
import { FileMessage } from './file-message';
import { MessageBody } from './message-body';
import { TimeAgo } from './time-ago';

interface Props {
  line: MessageLine;
  outbox: Outbox;
  /** The Tab key stops here; arrow keys lead on from it. */
  stop: boolean;
  /** What the reader opened in the messages of the room. */
  opened: OpenedSpoilers;
}

/** One message: others' on the left with who they are, own ones on the right with what became of them. */
export function Message({ line, outbox, stop, opened }: Props) {
  const { author, own, first, last, created, state } = line;
  const named = first && !own;
  // Within a group the time shows when the message is pointed at, touched, or walked to: beside it, where there is room.
  const aside = !last && (state === null || state === 'sent');
  const tint = tintOf(line);
  const corner = own ? 'rounded-tr-md' : 'rounded-tl-md';
  return (
    // Whoever has no mouse comes to its time so.
    <article
      tabIndex={stop ? 0 : -1}
      data-testid="message"
      data-author={author.username}
      data-state={state ?? undefined}
      class={`group/message flex gap-2 rounded-2xl ${own ? 'justify-end ps-10' : 'pe-10'} ${first ? 'pt-4' : 'pt-1'}`}
    >
      {!own && (
        <span class="w-9 shrink-0">
          {first && (
            <Person person={author} shortcut class="rounded-full">
              <Avatar name={author.display_name} url={author.avatar_url} />
            </Person>
          )}
        </span>
      )}
      <div class={`relative flex max-w-xl min-w-0 flex-col ${own ? 'items-end' : 'items-start'}`}>
        {named ? (
          <Person
            person={author}
            class="mb-0.5 max-w-full truncate rounded px-1 text-start text-sm font-bold text-soft hover:underline"
          >
            <span dir="auto" class="block truncate">
              <AuthorName line={line} />
            </span>
          </Person>
        ) : (
          <span class="sr-only">{own ? t.chat.you : <AuthorName line={line} />}</span>
        )}
        <div data-said class="contents">
          {line.file ? (
            <FileMessage line={line} file={line.file} class={`${tint} ${first ? corner : ''}`} />
          ) : line.body !== null && isJumbo(line.body) ? (
            <p class="overflow-clip text-6xl leading-snug">{line.body}</p>
          ) : (
            <div class={`max-w-full overflow-clip rounded-2xl px-3.5 py-2 ${tint} ${first ? corner : ''}`}>
              {line.body === null ? (
                <p class="text-soft italic">{t.chat.deleted}</p>
              ) : (
                <MessageBody body={line.body} line={line.key} opened={opened} />
              )}
            </div>
          )}
        </div>
        <p class={`${aside ? ASIDE : BELOW} ${aside && own ? 'sm:end-full' : aside ? 'sm:start-full' : ''}`}>
          <TimeAgo date={created} />
          {state && <State line={line} outbox={outbox} />}
        </p>
      </div>
    </article>
  );
}

/** Who said it; with the username where the name alone does not tell. */
function AuthorName({ line: { author, namesake } }: { line: MessageLine }) {
  return (
    <>
      {author.display_name}
      {namesake && <span class="font-semibold"> @{author.username}</span>}
    </>
  );
}

function tintOf({ own, state }: MessageLine): string {
  if (state === 'failed') return 'border border-danger bg-danger-soft';
  if (!own) return 'border border-line bg-surface';
  return `bg-own forced-colors:border ${state === 'sending' ? 'opacity-75' : ''}`;
}

const BELOW = 'mt-0.5 flex flex-wrap items-center justify-end gap-x-1 px-1 text-xs text-soft';
const ASIDE =
  'flex items-center gap-x-1 px-2 text-xs whitespace-nowrap text-soft max-sm:sr-only max-sm:group-focus-within/message:not-sr-only sm:absolute sm:bottom-1 sm:opacity-0 sm:group-hover/message:opacity-100 sm:group-focus-within/message:opacity-100';

function State({ line, outbox }: { line: MessageLine; outbox: Outbox }) {
  if (line.state === 'sent') {
    return (
      <>
        <Check size="0.875rem" aria-hidden />
        <span class="sr-only">{t.states.sent}</span>
      </>
    );
  }
  if (line.state === 'sending') {
    return (
      <>
        <Clock size="0.8125rem" aria-hidden />
        <span class="animate-late">{t.states.sending}</span>
      </>
    );
  }
  const action = 'min-h-6 px-1 font-bold text-accent underline underline-offset-2';
  return (
    <>
      <CircleAlert size="0.875rem" aria-hidden class="text-danger" />
      <span class="font-bold text-danger">{t.states.failed}.</span> {wordsForCode(line.reason)}
      {line.reason !== 'bad_file' && (
        <button type="button" class={action} onClick={() => outbox.retry(line.clientId)}>
          {t.states.retry}
        </button>
      )}
      <button type="button" class={action} onClick={() => outbox.discard(line.clientId)}>
        {t.states.discard}
      </button>
    </>
  );
}

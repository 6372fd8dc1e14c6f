import { Check, CircleAlert, Clock, Trash2 } from 'lucide-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import type { OpenedSpoilers } from '../../state/chats/opened-spoilers';
import { chats } from '../../state/index';
import type { Outbox } from '../../sync/outbox/outbox';
import { t, wordsForCode } from '../../text/index';
import { tombstoneOf } from '../../text/tombstone';
import { Avatar } from '../members/avatar';
import { BotBadge } from '../members/bot-badge';
import { Person } from '../members/person';
import { CALL } from '../scrolling/line-height';
import { lazyComponent } from '../shell/lazy-component';
import { Quote } from '../thread/quote';
import { ThreadLink } from '../thread/thread-link';
import { FileMessage } from './file-message';
import { isLarge, JumboEmoji } from './jumbo-emoji';
import { Marks } from './marks';
import { MessageBody } from './message-body';
import { Reactions } from './reactions';
import { TimeAgo } from './time-ago';
import { Toolbar } from './toolbar';

/** Room for what became of a call, while the code for it is on its way. */
const CallRoom = () => <div style={{ height: `${CALL}px` }} />;
const CallMessage = lazyComponent(async () => (await import('../calls/ways')).CallMessage, CallRoom);

interface Props {
  line: MessageLine;
  outbox: Outbox;
  /** The Tab key stops here; arrow keys lead on from it. */
  stop: boolean;
  /** What the reader opened in the messages of the room. */
  opened: OpenedSpoilers;
  /** Leads to a message that this one quotes; unless given, in the conversation. */
  go?: ((seq: number) => void) | undefined;
}

/** One message: others' on the left with who they are, own ones on the right with what became of them. */
export function Message({ line, outbox, stop, opened, go }: Props) {
  const { quoted, replies, author, own, first, last, created, state, deleted } = line;
  const named = first && !own;
  // Within a group the time shows when the message is pointed at, touched, or walked to: beside it, where there is room.
  const aside = !last && (state === null || state === 'sent');
  const marked = line.pinned || line.edited !== null;
  return (
    // Whoever has no mouse comes to its time so.
    <article
      tabIndex={stop ? 0 : -1}
      data-testid="message"
      data-author={author.username}
      data-state={state ?? undefined}
      class={`group/message flex gap-2 rounded-2xl pointer-coarse:touch-pan-y pointer-coarse:select-none [-webkit-touch-callout:none] ${own ? 'justify-end ps-10' : 'pe-10'} ${first ? 'pt-4' : 'pt-1'}`}
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
            class="mb-0.5 flex max-w-full items-center gap-1 rounded px-1 text-start text-sm font-bold text-soft hover:underline"
          >
            <span dir="auto" class="truncate">
              <AuthorName line={line} />
            </span>
            <BotBadge of={author} />
          </Person>
        ) : (
          <span class="sr-only">
            {own ? t.chat.you : <AuthorName line={line} />} <BotBadge of={author} />
          </span>
        )}
        {line.named && <span class="sr-only">{t.mentions.you}</span>}
        {quoted && <Quote line={line} quoted={quoted} go={go ?? ((seq) => lead(line.room, seq))} />}
        <div data-said class="contents">
          {deleted ? <Tombstone line={line} by={deleted.by} /> : <Said line={line} opened={opened} />}
        </div>
        {line.seq > 0 && !deleted && <Toolbar line={line} />}
        {aside && marked && (
          <p class={BELOW}>
            <Marks line={line} />
          </p>
        )}
        <Reactions line={line} />
        {replies && <ThreadLink line={line} replies={replies} />}
        <p class={`${aside ? ASIDE : BELOW} ${aside && own ? 'sm:end-full' : aside ? 'sm:start-full' : ''}`}>
          {!aside && <Marks line={line} />}
          <TimeAgo date={created} />
          {state && <State line={line} outbox={outbox} />}
        </p>
      </div>
    </article>
  );
}

/** Takes the reader to a message of the conversation. */
function lead(room: string, seq: number): void {
  const state = chats.value?.room(room);
  if (state) state.target.value = seq;
}

/** What somebody wrote or brought. */
function Said({ line, opened }: { line: MessageLine; opened: OpenedSpoilers }) {
  const { room, file, body, mentioned, key } = line;
  const looks = `${tintOf(line)} ${line.first ? (line.own ? 'rounded-tr-md' : 'rounded-tl-md') : ''}`;
  if (line.call) return <CallMessage line={line} call={line.call} class={looks} />;
  if (file) return <FileMessage line={line} file={file} class={looks} />;
  if (body && isLarge(body)) return <JumboEmoji body={body} />;
  return (
    <div class={`max-w-full overflow-clip rounded-2xl px-3.5 py-2 ${looks}`}>
      <MessageBody room={room} body={body ?? ''} mentioned={mentioned} line={key} opened={opened} />
    </div>
  );
}

/** In place of what was deleted: little, so that what stood around it closes up. */
function Tombstone({ line: { room, author }, by }: { line: MessageLine; by: string | null }) {
  const admin = chats.value?.room(room).chat.value?.admin;
  return (
    <p
      data-testid="tombstone"
      class="flex max-w-full items-center gap-1.5 rounded-2xl border border-dashed border-line px-3 py-0.5 text-sm text-soft italic"
    >
      <Trash2 size="0.875rem" aria-hidden class="shrink-0" />
      {tombstoneOf({ author, by }, chats.value?.me, admin)}
    </p>
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

function tintOf({ own, state, named }: MessageLine): string {
  if (state === 'failed') return 'border border-danger bg-danger-soft';
  if (!own) return `border border-line bg-surface ${named ? 'border-s-4 border-s-accent' : ''}`;
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

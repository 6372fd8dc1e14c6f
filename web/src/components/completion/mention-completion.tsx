import { UsersRound } from 'lucide-preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RoomState } from '../../state/chats/room';
import { ALL, completeMention, MOST, mayMentionAll, speakersOf } from '../../state/mentions/mention-completion';
import { t } from '../../text/index';
import { mentionText } from '../../text/mentions/index';
import type { Author } from '../../wire/index';
import { Avatar } from '../members/avatar';
import { BotBadge } from '../members/bot-badge';
import type { BegunName } from './begun-name';
import { CompletionList } from './completion-list';

/** So many pages of members are fetched for a list, at most. */
const PAGES = 5;

interface Props {
  room: RoomState;
  me: string;
  field: HTMLTextAreaElement;
  place: BegunName;
  close(): void;
}

/** The people whom a name behind `@` may become while it is typed. */
export function MentionCompletion({ room, me, field, place, close }: Props) {
  const found = usePeople(room, me, place.name);
  return (
    <CompletionList
      {...{ field, place, found, close }}
      keyOf={({ username }) => username}
      take={({ username }) => `@${username} `}
      label={mentionText.completion.label}
      status={mentionText.completion.found({ n: found.length })}
      testId="mention-completion"
    >
      {(person) => (
        <>
          {person.username === ALL ? (
            <span class="grid size-8 shrink-0 place-items-center rounded-full bg-snow text-snow-ink">
              <UsersRound size="1.125rem" aria-hidden />
            </span>
          ) : (
            <Avatar name={person.display_name} url={person.avatar_url} size="small" />
          )}
          <span dir="auto" class="min-w-0 truncate font-semibold">
            {person.display_name}
          </span>
          <BotBadge of={person} />
          <span class="min-w-0 flex-1 truncate text-sm text-soft">@{person.username}</span>
        </>
      )}
    </CompletionList>
  );
}

/** Those who fit; where few of those known do, further members are fetched. */
function usePeople(room: RoomState, me: string, begun: string): readonly Author[] {
  const chat = room.chat.value;
  const members = room.members.value;
  const messages = room.messages.value;
  const pages = room.memberPages;
  const complete = chat?.kind !== 'group' || pages.complete;
  const fetched = useRef(0);

  const found = useMemo(() => {
    const speakers = speakersOf(messages);
    // Of a group whose members are not all known here, whoever spoke is most likely one.
    const known = chat?.kind === 'public' ? speakers : complete ? members : [...speakers, ...members];
    const others = known.filter(({ username }) => username !== me);
    const all = { username: ALL, display_name: t.mentions.all, avatar_url: null, bot: false };
    return completeMention(begun, chat && mayMentionAll(chat, me) ? [...others, all] : others, speakers);
  }, [begun, chat, members, messages, complete, me]);

  const loading = pages.loading.value;
  const wanting = !complete && begun !== '' && found.length < MOST;
  useEffect(() => {
    if (!wanting || loading !== 'idle' || fetched.current >= PAGES) return;
    fetched.current += 1;
    void pages.more();
  }, [wanting, loading, members, pages]);
  return found;
}

import { useMemo, useState } from 'preact/hooks';
import { onArrows } from '../components/dialogs/arrow-keys';
import { Dialog } from '../components/dialogs/dialog';
import { Avatar } from '../components/members/avatar';
import { BotBadge } from '../components/members/bot-badge';
import { Person } from '../components/members/person';
import { EmojiFace } from '../components/message/emoji-face';
import { api } from '../state';
import type { RoomState } from '../state/chats/room';
import { reactionWith } from '../state/reactions/reacting';
import { ReactionNames } from '../state/reactions/reaction-names';
import { t } from '../text';
import type { Author, Reaction } from '../wire';

interface Props {
  room: RoomState;
  seq: number;
  /** The emoji that was asked for. */
  emoji: string | undefined;
  me: string;
  close(): void;
}

/** Who reacted to a message, emoji by emoji: the reader first. */
export function ReactionList({ room, seq, emoji, me, close }: Props) {
  const [chosen, choose] = useState(emoji);
  const message = room.find(seq);
  const reactions = message?.reactions ?? [];
  const shown = reactionWith(message, chosen ?? '') ?? (chosen === undefined ? reactions[0] : undefined);
  return (
    <Dialog title={t.reactions.title} close={close}>
      <div class="flex flex-wrap gap-1">
        {reactions.map((each) => (
          <button
            key={each.emoji}
            type="button"
            aria-pressed={each === shown}
            onClick={() => choose(each.emoji)}
            class={`flex min-h-9 items-center gap-1.5 rounded-full px-3 font-bold ${each === shown ? 'chosen border-2 border-accent bg-own' : 'border border-line hover:bg-sunken'}`}
          >
            <EmojiFace emoji={each.emoji} /> {t.reactions.count({ n: each.count })}
          </button>
        ))}
      </div>
      {shown ? (
        <Names key={shown.emoji} room={room} seq={seq} reaction={shown} me={me} />
      ) : (
        <p class="text-soft">{t.reactions.none({ emoji: chosen ?? '' })}</p>
      )}
    </Dialog>
  );
}

/** Those whom the message names; of many others how many, and a page of them when it is asked for. */
function Names({ room, seq, reaction, me }: { room: RoomState; seq: number; reaction: Reaction; me: string }) {
  const { emoji, count, usernames } = reaction;
  const pages = useMemo(
    () => new ReactionNames((cursor) => api.reactions(room.name, seq, emoji, cursor)),
    [room, seq, emoji],
  );
  const own = reaction.me ? [me] : [];
  const known = new Set([...own, ...usernames, ...pages.usernames.value].filter((each) => each !== me || reaction.me));
  const more = pages.complete.value ? 0 : count - known.size;
  const list = peopleOf(room, [...known]);
  return (
    <>
      <ul
        aria-label={t.reactions.title}
        onKeyDown={(event) => onArrows(event, event.currentTarget)}
        class="flex flex-col"
      >
        {list.map((person) => (
          <Row key={person.username} person={person} own={person.username === me} />
        ))}
      </ul>
      {more > 0 && <More pages={pages} count={more} />}
    </>
  );
}

function More({ pages, count }: { pages: ReactionNames; count: number }) {
  return (
    <p role="status" class="text-sm text-soft">
      {pages.loading.value === 'failed' ? t.reactions.missed : t.reactions.others({ n: count })}{' '}
      <button
        type="button"
        class="link min-h-6"
        aria-busy={pages.loading.value === 'loading'}
        onClick={() => void pages.more()}
      >
        {t.reactions.more}
      </button>
    </p>
  );
}

function Row({ person, own }: { person: Author; own: boolean }) {
  return (
    <li class="flex min-h-13 items-center gap-3 [contain-intrinsic-block-size:3.25rem] [content-visibility:auto]">
      <Avatar name={person.display_name} url={person.avatar_url} />
      <Person person={person} class="min-w-0 flex-1 rounded-xl py-1 text-start hover:underline">
        <span class="flex items-center gap-1.5">
          <span dir="auto" class="truncate font-bold">
            {own ? t.reactions.you : person.display_name}
          </span>
          <BotBadge of={person} />
        </span>
        <span class="block truncate text-sm text-soft">@{person.username}</span>
      </Person>
    </li>
  );
}

/** Who they are; whoever is not known in the chat has a name of which only the username is known. */
const peopleOf = (room: RoomState, usernames: readonly string[]): Author[] =>
  usernames.map(
    (username) => room.people.value.get(username) ?? { username, display_name: username, avatar_url: null, bot: false },
  );

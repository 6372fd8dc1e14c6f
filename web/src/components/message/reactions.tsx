import { useState } from 'preact/hooks';
import type { MessageLine } from '../../state/chats/message-lines';
import { chats } from '../../state/index';
import { held, toggleReaction } from '../../state/reactions/reacting';
import { t } from '../../text/index';
import { reactorsOf } from '../../text/reacted';
import type { Reaction } from '../../wire/index';
import { EmojiFace } from './emoji-face';

/** Of those who reacted, so many are named beside a chip; all are in the list behind it. */
const NAMED = 10;

/** How others react to a message, in the order in which each emoji was first used. Nothing moves under a pointer. */
export function Reactions({ line }: { line: MessageLine }) {
  const [before, setBefore] = useState<readonly Reaction[] | null>(null);
  const shown = before ? held(before, line.reactions) : line.reactions;
  if (shown.length === 0) return null;
  const hold = () => setBefore((already) => already ?? line.reactions);
  return (
    <div
      data-testid="reactions"
      onPointerEnter={hold}
      onPointerLeave={() => setBefore(null)}
      onFocusIn={hold}
      onFocusOut={() => setBefore(null)}
      class={`mt-1 flex flex-wrap gap-1 ${line.own ? 'justify-end' : ''}`}
    >
      {shown.map((reaction) => (
        <Chip key={reaction.emoji} line={line} reaction={reaction} />
      ))}
    </div>
  );
}

/** One emoji: how often, and who. A click joins in, or leaves; a long press tells all names. */
function Chip({ line: { room, seq, own }, reaction }: { line: MessageLine; reaction: Reaction }) {
  const user = chats.value;
  if (!user) return null;
  const { emoji, count, me } = reaction;
  const names = count > 0 ? reactorsOf(reaction, user.me, known(room), NAMED) : t.reactions.none({ emoji });
  return (
    <button
      type="button"
      data-testid="chip"
      data-emoji={emoji}
      aria-pressed={me === true}
      onClick={() => void toggleReaction(user, room, seq, emoji)}
      class={`group/chip relative flex h-8 min-w-11 items-center justify-center gap-1 rounded-full px-2 text-sm touch-manipulation select-none ${me ? 'border-2 border-accent bg-own font-extrabold' : 'border border-line bg-surface font-semibold'} ${count === 0 ? 'opacity-60' : ''} hover:border-accent`}
    >
      <EmojiFace emoji={emoji} />
      <span class={me ? 'text-ink underline decoration-2 underline-offset-2' : 'text-soft'}>
        {t.reactions.count({ n: count })}
      </span>
      <span class="sr-only">{names}</span>
      <span
        aria-hidden
        dir="auto"
        class={`pointer-events-none absolute bottom-full z-10 mb-1 hidden w-max max-w-56 rounded-xl bg-ink px-2.5 py-1 text-start text-xs font-semibold text-paper wrap-anywhere shadow-card group-hover/chip:block group-focus-visible/chip:block ${own ? 'end-0' : 'start-0'}`}
      >
        {names}
      </span>
    </button>
  );
}

function known(room: string) {
  const state = chats.value?.room(room);
  return { people: state?.people.value ?? new Map(), namesakes: state?.namesakes.value ?? new Set<string>() };
}

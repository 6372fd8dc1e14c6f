import { Pencil, UsersRound } from 'lucide-preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import { overlay } from '../../state/page/overlay';
import { t } from '../../text/index';
import { displayNameOf } from '../../text/names';
import { BotBadge } from './bot-badge';
import { StatusDot } from './status-dot';
import { typingWords } from './typing-words';

/** No line is long enough for more. */
const TRIED = 24;

/** A group's members with their status as far as one line holds them, or who of them is typing; a click shows all. */
export function MemberLine({ room, chats }: { room: RoomState; chats: Chats }) {
  const typing = typingWords(room, chats);
  // Where long names leave no room for the words, it tells the same.
  const Icon = typing ? Pencil : UsersRound;
  const members = room.members.value;
  const { box, fitting } = useFitting(members);
  const tried = members.slice(0, TRIED);
  const left = room.memberCount.value - Math.min(fitting, tried.length);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      data-testid="member-line"
      onClick={() => {
        overlay.value = { kind: 'members', room: room.name };
      }}
      class="-ml-2 flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-full px-2 text-sm font-semibold hover:bg-sunken"
    >
      <Icon size="1rem" aria-hidden class="shrink-0 text-soft" />
      <span class="sr-only">{t.group.members}:</span>
      <span class="relative min-w-0 flex-1">
        <span ref={box} class={`flex h-6 flex-wrap items-center gap-x-3 overflow-hidden ${typing ? 'invisible' : ''}`}>
          {tried.map((member) => (
            <span key={member.username} class="flex h-6 max-w-full items-center gap-1.5">
              <StatusDot status={member.status} />
              <span dir="auto" class="truncate">
                {displayNameOf(member, room.namesakes.value)}
              </span>
              <BotBadge of={member} />
            </span>
          ))}
        </span>
        {typing && (
          <span data-testid="typing" class="absolute inset-0 truncate text-start leading-6 text-soft">
            {typing}
          </span>
        )}
      </span>
      {left > 0 && (
        <span data-testid="more-members" class="shrink-0 rounded-full bg-sunken px-2 py-0.5 text-soft">
          {t.group.more({ n: left })}
        </span>
      )}
    </button>
  );
}

/** How many of a wrapping box's children stand in its first line. */
function useFitting(content: unknown) {
  const box = useRef<HTMLSpanElement>(null);
  const [fitting, setFitting] = useState(TRIED);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const children = [...element.children] as HTMLElement[];
      const top = children[0]?.offsetTop ?? 0;
      setFitting(children.filter(({ offsetTop }) => offsetTop === top).length);
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [content]);

  return { box, fitting };
}

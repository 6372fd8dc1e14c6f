import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { Message } from '../../wire/index';
import { Avatar } from '../members/avatar';
import { BotBadge } from '../members/bot-badge';

interface Props {
  message: Message;
  /** Who said it, perhaps where. */
  heading: string;
  /** When, in words, and exactly. */
  when: string;
  exactly: string;
  id?: string;
  /** It is where the reader was last. */
  current?: boolean;
  onClick?(): void;
  /** What was said. */
  children: ComponentChildren;
}

/** A message away from its conversation; leads to its place there. */
export function MessageCard({ message, heading, when, exactly, id, current = false, onClick, children }: Props) {
  const { room, seq, author, created } = message;
  return (
    <Link
      id={id}
      href={`/chat/${encodeURIComponent(room)}/${seq}`}
      onClick={() => onClick?.()}
      class={`flex items-start gap-3 rounded-3xl border bg-surface p-4 hover:border-soft ${current ? 'current border-accent' : 'border-line'}`}
    >
      <Avatar name={author.display_name} url={author.avatar_url} />
      <span class="min-w-0 flex-1">
        <span class="flex items-baseline gap-2 text-sm text-soft">
          <span class="flex min-w-0 flex-1 items-start gap-1.5">
            <span dir="auto" class="line-clamp-2 min-w-0 wrap-anywhere font-bold">
              {heading}
            </span>
            <BotBadge of={author} />
          </span>
          <time dateTime={created} title={exactly} class="shrink-0 text-xs">
            {when}
          </time>
        </span>
        <span dir="auto" class="line-clamp-3 wrap-anywhere">
          {children}
        </span>
      </span>
    </Link>
  );
}

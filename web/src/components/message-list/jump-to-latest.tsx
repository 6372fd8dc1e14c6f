import { ArrowDown } from 'lucide-preact';
import { t } from '../../text/index';
import type { Message } from '../../wire/index';
import { UnreadCount } from '../chat-list/unread-count';

interface Props {
  messages: readonly Message[];
  /** The number up to which the reader has seen them; null for all. */
  since: number | null;
  me: string;
  toEnd(): void;
}

/** The way back to the end, with how much others have said there since the reader was there. */
export function JumpToLatest({ messages, since, me, toEnd }: Props) {
  const fresh = since === null ? [] : messages.slice(messages.findLastIndex(({ seq }) => seq <= since) + 1);
  const count = fresh.filter(({ author }) => author.username !== me).length;
  return (
    <button
      type="button"
      onClick={toEnd}
      class="btn absolute bottom-3 left-1/2 max-w-full low:bottom-1 -translate-x-1/2 animate-arrive border border-line bg-surface text-sm whitespace-nowrap shadow-card hover:bg-sunken"
    >
      <ArrowDown size="1rem" aria-hidden class="shrink-0" />
      <span class="truncate">{t.chat.latest}</span>
      <UnreadCount count={count} testId="fresh" />
    </button>
  );
}

import { AtSign } from 'lucide-preact';
import { t } from '../../text/index';

interface Props {
  count: number;
  testId?: string;
  /** Nothing calls the user there. */
  muted?: boolean;
}

/** How much is unread; nothing where all is read. */
export function UnreadCount({ count, testId = 'unread', muted = false }: Props) {
  if (count === 0) return null;
  return (
    <span
      data-testid={testId}
      class={`min-w-6 shrink-0 rounded-full px-1.5 py-0.5 text-center text-xs font-bold forced-colors:border ${muted ? 'bg-sunken text-soft' : 'bg-accent text-accent-ink'}`}
    >
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span class="sr-only">{t.chats.unread({ n: count })}</span>
    </span>
  );
}

/** Among what is unread the user is mentioned; nothing where they are not. */
export function MentionBadge({ count, muted }: { count: number; muted: boolean }) {
  if (count === 0) return null;
  return (
    <span
      data-testid="unread-mentions"
      class={`grid size-5 shrink-0 place-items-center rounded-full forced-colors:border ${muted ? 'bg-sunken text-soft' : 'bg-accent text-accent-ink'}`}
    >
      <AtSign size="0.875rem" strokeWidth={2.5} aria-hidden />
      <span class="sr-only">{t.mentions.unread({ n: count })}</span>
    </span>
  );
}

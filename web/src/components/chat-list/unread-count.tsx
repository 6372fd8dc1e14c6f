import { t } from '../../text/index';

/** How much is unread; nothing where all is read. */
export function UnreadCount({ count, testId = 'unread' }: { count: number; testId?: string }) {
  if (count === 0) return null;
  return (
    <span
      data-testid={testId}
      class="min-w-6 shrink-0 rounded-full bg-accent px-1.5 py-0.5 text-center text-xs font-bold text-accent-ink forced-colors:border"
    >
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span class="sr-only">{t.chats.unread({ n: count })}</span>
    </span>
  );
}

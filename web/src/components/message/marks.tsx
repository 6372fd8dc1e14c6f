import { Pin } from 'lucide-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { t } from '../../text/index';
import { exactTime } from '../../text/time';

/** What was done with a message since: it is pinned, it was edited; when exactly on hover. */
export function Marks({ line: { pinned, edited } }: { line: MessageLine }) {
  return (
    <>
      {pinned && (
        <span title={t.changed.pinned}>
          <Pin size="0.8125rem" aria-hidden />
          <span class="sr-only">{t.changed.pinned}</span>
        </span>
      )}
      {edited && (
        <time
          data-testid="edited"
          dateTime={edited.toISOString()}
          title={t.changed.editedAt({ time: exactTime(edited) })}
          class="italic"
        >
          {t.changed.edited}
        </time>
      )}
    </>
  );
}

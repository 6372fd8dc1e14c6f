import { useState } from 'preact/hooks';
import { PagedList } from '../../components/community/paged-list';
import { untilWords } from '../../components/community/until-words';
import { moderationApi } from '../../state/moderation/api';
import { now } from '../../state/page/clock';
import { Pages } from '../../state/page/pages';
import { moderationText } from '../../text/moderation';
import { exactTime, shortTime } from '../../text/time';
import type { LogEntry } from '../../wire';

/** What was done by those who look after the site, newest first. */
export function AuditLog() {
  const [pages] = useState(
    () =>
      new Pages(async (at) => {
        const { entries: items, cursor } = await moderationApi.log(at);
        return { items, cursor };
      }),
  );
  return (
    <PagedList
      pages={pages}
      label={moderationText.log.list}
      loading={moderationText.page.loading}
      more={moderationText.page.more}
      none={<p>{moderationText.log.none}</p>}
      keyOf={({ id }) => id}
    >
      {(entry) => <Entry entry={entry} />}
    </PagedList>
  );
}

function Entry({ entry }: { entry: LogEntry }) {
  const { actor, action, target, reason, created } = entry;
  const done = new Date(created);
  const name = target === null ? '…' : action === 'emoji' ? `:${target}:` : `@${target}`;
  return (
    <article data-testid="log-entry" class="flex flex-col gap-1 rounded-3xl border border-line bg-surface p-4">
      <p class="flex items-baseline gap-2">
        <span class="min-w-0 flex-1 font-bold wrap-anywhere">
          {moderationText.actions[action]({ actor: `@${actor}`, target: name })}
        </span>
        <time dateTime={created} title={exactTime(done)} class="shrink-0 text-xs text-soft">
          {shortTime(done, now.value)}
        </time>
      </p>
      <p class="text-sm text-soft empty:hidden">{endOf(entry)}</p>
      {reason && (
        <p dir="auto" class="text-sm wrap-anywhere whitespace-pre-line">
          {reason}
        </p>
      )}
    </article>
  );
}

/** Until when it holds, of what holds for a time. */
function endOf({ action, until }: LogEntry): string {
  if (until) return moderationText.log.until({ time: untilWords(until) });
  return action === 'ban' ? moderationText.log.forever : '';
}

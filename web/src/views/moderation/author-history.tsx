import { useState } from 'preact/hooks';
import { PagedList } from '../../components/community/paged-list';
import { moderationApi } from '../../state/moderation/api';
import { now } from '../../state/page/clock';
import { Pages } from '../../state/page/pages';
import { communityText } from '../../text/community';
import { moderationText } from '../../text/moderation';
import { shortTime } from '../../text/time';
import type { Report } from '../../wire';
import { reportPages } from './report-pages';

/** What else was reported of somebody, asked for when it is wanted. */
export function AuthorHistory({ username, except }: { username: string; except: string }) {
  const [open, setOpen] = useState(false);
  const words = moderationText.report;
  return (
    <div class="flex flex-col gap-2">
      <button
        type="button"
        aria-expanded={open}
        class="link min-h-6 self-start text-start"
        onClick={() => setOpen(!open)}
      >
        {open ? words.historyHide : words.history({ username })}
      </button>
      {open && <Others username={username} except={except} />}
    </div>
  );
}

function Others({ username: author, except }: { username: string; except: string }) {
  const [pages] = useState(
    () =>
      new Pages(async (cursor) => {
        const page = await reportPages(moderationApi, { author, cursor });
        return { ...page, items: page.items.filter(({ id }) => id !== except) };
      }),
  );
  return (
    <PagedList
      pages={pages}
      label={moderationText.report.history({ username: author })}
      loading={moderationText.page.loading}
      more={moderationText.page.more}
      none={<p class="text-sm text-soft">{moderationText.report.historyNone}</p>}
      keyOf={({ id }) => id}
    >
      {(report) => <Line report={report} />}
    </PagedList>
  );
}

function Line({ report: { reason, decision, created, message } }: { report: Report }) {
  return (
    <p data-testid="history" class="flex flex-wrap gap-x-3 text-sm">
      <span class="font-bold">{communityText.reasons[reason]}</span>
      <span>{decision ? moderationText.decisions[decision] : moderationText.report.historyOpen}</span>
      <span dir="auto" class="min-w-0 flex-1 basis-40 truncate text-soft">
        {message?.body}
      </span>
      <time dateTime={created} class="text-xs text-soft">
        {shortTime(new Date(created), now.value)}
      </time>
    </p>
  );
}

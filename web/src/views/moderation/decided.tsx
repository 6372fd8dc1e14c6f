import { useState } from 'preact/hooks';
import { PagedList } from '../../components/community/paged-list';
import { ReportFacts } from '../../components/moderation/report-facts';
import { moderationApi } from '../../state/moderation/api';
import { Pages } from '../../state/page/pages';
import { moderationText } from '../../text/moderation';
import { reportPages } from './report-pages';

/** The reports that were decided about, newest first. */
export function DecidedReports() {
  const [pages] = useState(() => new Pages((cursor) => reportPages(moderationApi, { state: 'closed', cursor })));
  return (
    <PagedList
      pages={pages}
      label={moderationText.page.decided}
      loading={moderationText.page.loading}
      more={moderationText.page.more}
      none={<p>{moderationText.report.historyNone}</p>}
      keyOf={({ id }) => id}
    >
      {(report) => (
        <article data-testid="decided-report" class="flex flex-col gap-3 rounded-3xl border border-line bg-surface p-5">
          <ReportFacts report={report} />
        </article>
      )}
    </PagedList>
  );
}

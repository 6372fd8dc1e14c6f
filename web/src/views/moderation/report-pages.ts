import type { ModerationApi, ReportsWanted } from '../../api/moderation-api';

/** A page of reports, as a list takes it. */
export async function reportPages(api: Pick<ModerationApi, 'reports'>, wanted: ReportsWanted) {
  const { reports: items, cursor } = await api.reports(wanted);
  return { items, cursor };
}

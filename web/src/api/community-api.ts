import type { BlockList, DecisionNoticePage, NewReport, OpenReport, Receipt } from '../wire';
import { chatPath } from './chat-path';
import type { SessionHolder } from './session';

/** What everybody can do about others: apart from other calls, as it comes with what needs it. */
export class CommunityApi {
  constructor(private readonly session: Pick<SessionHolder, 'authorised' | 'open'>) {}

  /** Tells the moderators of a message. */
  report(room: string, report: NewReport): Promise<void> {
    return this.session.authorised(`${chatPath(room)}/report`, { method: 'POST', body: report });
  }

  /** Tells them of whatever has an address; needs no account. Resolves with the number of the report. */
  async openReport(report: OpenReport): Promise<string> {
    return (await this.session.open<Receipt>('/api/report', { method: 'POST', body: report })).id;
  }

  /** Usernames of those whom the user has blocked. */
  async blocks(): Promise<string[]> {
    return (await this.session.authorised<BlockList>('/api/me/blocks')).usernames;
  }

  block(username: string): Promise<void> {
    return this.session.authorised(`/api/users/${encodeURIComponent(username)}/block`, { method: 'POST' });
  }

  unblock(username: string): Promise<void> {
    return this.session.authorised(`/api/users/${encodeURIComponent(username)}/unblock`, { method: 'POST' });
  }

  /** What was decided about the user, and about what they reported, newest first; without a cursor the first page. */
  notices(cursor: string | null = null): Promise<DecisionNoticePage> {
    return this.session.authorised(`/api/me/notices${cursor ? `?${new URLSearchParams({ cursor })}` : ''}`);
  }
}

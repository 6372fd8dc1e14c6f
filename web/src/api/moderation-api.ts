import type { CommunitySettings, Decide, Invite, LogPage, Report, ReportPage, ReportState, Role } from '../wire';
import type { SessionHolder } from './session';

/** Reports of one state, or of what one author wrote. */
export interface ReportsWanted {
  state?: ReportState;
  author?: string;
  cursor?: string | null;
}

/** The calls of moderators and owners: apart from the others, as they come with their pages. */
export class ModerationApi {
  constructor(private readonly session: Pick<SessionHolder, 'authorised'>) {}

  /** Newest first. */
  reports({ state, author, cursor }: ReportsWanted): Promise<ReportPage> {
    const query = new URLSearchParams({
      ...(state && { state }),
      ...(author && { author }),
      ...(cursor && { cursor }),
    });
    return this.session.authorised(`/api/moderation/reports?${query}`);
  }

  decide(id: string, decision: Decide): Promise<Report> {
    return this.#post(`/api/moderation/reports/${encodeURIComponent(id)}`, decision);
  }

  log(cursor: string | null): Promise<LogPage> {
    return this.session.authorised(`/api/moderation/log${cursor ? `?${new URLSearchParams({ cursor })}` : ''}`);
  }

  settings(): Promise<CommunitySettings> {
    return this.session.authorised('/api/moderation/settings');
  }

  /** Changes what is named, and answers all. */
  saveSettings(change: Partial<CommunitySettings>): Promise<CommunitySettings> {
    return this.session.authorised('/api/moderation/settings', { method: 'PATCH', body: change });
  }

  /** Invites into the deployment: so many, within so many days. */
  invite(uses: number, days: number): Promise<Invite> {
    return this.#post('/api/invites', { uses, days });
  }

  setRole(username: string, role: Role): Promise<void> {
    return this.#post(userPath(username, 'role'), { role });
  }

  mute(username: string, minutes: number, statement: string): Promise<void> {
    return this.#post(userPath(username, 'mute'), { minutes, statement });
  }

  unmute(username: string): Promise<void> {
    return this.#post(userPath(username, 'unmute'));
  }

  /** Without `minutes` until it is lifted. */
  ban(username: string, minutes: number | null, statement: string): Promise<void> {
    return this.#post(userPath(username, 'ban'), { statement, ...(minutes !== null && { minutes }) });
  }

  unban(username: string): Promise<void> {
    return this.#post(userPath(username, 'unban'));
  }

  #post<T>(path: string, body?: object): Promise<T> {
    return this.session.authorised(path, { method: 'POST', ...(body && { body }) });
  }
}

const userPath = (username: string, act: string): string => `/api/users/${encodeURIComponent(username)}/${act}`;

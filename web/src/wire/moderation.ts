/** What a community looks after itself with. */
import type {
  EditGroup as KnownEditGroup,
  GroupSettings as KnownGroupSettings,
  Session as KnownSession,
  Site as KnownSite,
  User as KnownUser,
  Message,
} from './generated';

export type Role = 'owner' | 'moderator' | 'member';
export type SignUpMode = 'open' | 'invited' | 'domains' | 'closed';
export type Reason = 'spam' | 'abuse' | 'illegal' | 'other';
export type Decision = 'none' | 'delete' | 'mute' | 'ban';
export type ReportState = 'open' | 'closed';

export type User = KnownUser & { role: Role };
export type GroupSettings = KnownGroupSettings & { slow_seconds: number };

export interface SignUp {
  username: string;
  email: string;
  password: string;
  invite?: string | null;
  challenge?: string | null;
}

export interface Challenge {
  parameters: {
    algorithm: string;
    nonce: string;
    salt: string;
    cost: number;
    keyLength: number;
    keyPrefix: string;
    keySignature: string;
    expiresAt: number;
  };
  signature: string;
}

export type Session = Omit<KnownSession, 'user'> & { user: User };
export type EditGroup = KnownEditGroup & { slow_seconds?: number | null };

export type Site = KnownSite & {
  contact: string;
  sign_up: SignUpMode;
  challenge: boolean;
  calls: boolean;
  push: boolean;
  edit_hours: number | null;
};

export interface CommunitySettings {
  sign_up: SignUpMode;
  domains: string[];
  words: string[];
  slow_seconds: number;
  new_minutes: number;
  challenge: boolean;
  contact: string;
}

export interface NewReport {
  seq: number;
  reason: Reason;
  text?: string | null;
}

export interface OpenReport {
  url: string;
  reason: Reason;
  text: string;
  name?: string | null;
  email?: string | null;
}

export interface Report {
  id: string;
  reporter: string | null;
  room: string | null;
  seq: number | null;
  url: string | null;
  message: Message | null;
  context: Message[];
  author: string | null;
  reason: Reason;
  text: string;
  created: string;
  state: ReportState;
  decision: Decision | null;
  decided_by: string | null;
  statement: string | null;
}

export interface ReportPage {
  reports: Report[];
  cursor: string | null;
}

export interface Decide {
  decision: Decision;
  statement?: string | null;
  minutes?: number | null;
}

export interface LogEntry {
  id: string;
  actor: string;
  action: 'role' | 'delete' | 'mute' | 'unmute' | 'ban' | 'unban' | 'decide' | 'settings' | 'emoji';
  target: string | null;
  room: string | null;
  seq: number | null;
  reason: string | null;
  report: string | null;
  created: string;
  until: string | null;
}

export interface LogPage {
  entries: LogEntry[];
  cursor: string | null;
}

export interface DecisionNotice {
  id: string;
  kind: 'decided' | 'deleted' | 'muted' | 'banned' | 'lifted';
  text: string;
  room: string | null;
  seq: number | null;
  created: string;
}

export interface DecisionNoticePage {
  notices: DecisionNotice[];
  cursor: string | null;
}

export interface DecisionNoticeFrame {
  type: 'notice';
  notice: DecisionNotice;
}

export interface MutedFrame {
  type: 'error';
  code: string;
  detail: string;
  client_id?: string;
  room?: string;
  until: string | null;
}

export interface Invite {
  code: string;
  url: string;
}

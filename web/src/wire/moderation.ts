/** Calls of moderators, until the documents have them. */

export interface CommunitySettings {
  sign_up: 'open' | 'invited' | 'domains' | 'closed';
  domains: string[];
  words: string[];
  slow_seconds: number;
  new_minutes: number;
  challenge: boolean;
  contact: string;
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

export interface DecisionNoticePage {
  notices: {
    id: string;
    kind: 'decided' | 'deleted' | 'muted' | 'banned' | 'lifted';
    text: string;
    room: string | null;
    seq: number | null;
    created: string;
  }[];
  cursor: string | null;
}

/** The shapes of the wire contract: what HTTP answers and what frames carry. */

export type ChatKind = 'public' | 'private' | 'group';
export type Status = 'online' | 'inactive' | 'offline';

export interface User {
  username: string;
  display_name: string;
  avatar_url: string | null;
  email: string;
  email_verified: boolean;
}

/** A login, a refresh and a verified e-mail answer this. `expires_in` is in seconds. */
export interface Session {
  token: string;
  expires_in: number;
  user: User;
}

export interface Author {
  username: string;
  display_name: string;
  avatar_url: string | null;
}

export interface Member extends Author {
  /** Null where the caller shares no private chat or group with the user. */
  status: Status | null;
}

export interface FileInfo {
  filename: string;
  resource_type: string;
  format: string | null;
  bytes: number;
  width: number | null;
  height: number | null;
}

export interface Message {
  room: string;
  seq: number;
  id: string;
  client_id: string;
  author: Author;
  body: string | null;
  file: FileInfo | null;
  created: string;
  edited: string | null;
  deleted: string | null;
}

export interface Chat {
  name: string;
  kind: ChatKind;
  title: string;
  admin: string | null;
  open: boolean;
  member_count: number;
  online_count: number;
  last_seq: number;
  read_seq: number;
  unread: number;
  last_message: Message | null;
  other: Member | null;
}

export interface ChatPage {
  chat: Chat;
  members: Member[];
  messages: Message[];
  has_older: boolean;
}

export interface OlderPage {
  messages: Message[];
  has_older: boolean;
  has_newer: boolean;
}

export interface Ticket {
  ticket: string;
  expires_in: number;
}

/** RFC 9457, with our `code`, and the fields at fault on 422. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: { field: string; message: string }[];
}

/** A frame that stores a message: it keeps its `client_id` across retries, and an `ack` answers it. */
export type SendFrame = { type: 'message'; room: string; client_id: string; body: string };

export type ClientFrame =
  | SendFrame
  | { type: 'join' | 'leave'; room: string }
  | { type: 'read'; room: string; seq: number }
  | { type: 'presence'; state: 'active' | 'inactive' }
  | { type: 'ping'; seqs?: Record<string, number> };

export type ErrorFrame = {
  type: 'error';
  code: string;
  detail: string;
  client_id?: string | null;
  room?: string | null;
  retry_after?: number | null;
};

export type ServerFrame =
  | { type: 'ack'; client_id: string; room: string; seq: number; created: string }
  | { type: 'message_handler'; room: string; message: Message }
  | { type: 'joined'; room: string; last_seq: number; online_count: number; members?: Member[] | null }
  | { type: 'pong'; behind: Record<string, number> }
  | { type: 'system'; room: string; event: SystemEvent; username: string; created: string }
  | { type: 'online_count_handler'; room: string; online_count: number }
  | {
      type: 'online_status_handler';
      online_count: number;
      changes: { username: string; status: Status }[];
    }
  | {
      type: 'chat_indicators';
      chat_counts: Record<string, number>;
      unread: Record<string, number>;
      last_seqs: Record<string, number>;
    }
  | { type: 'read_handler'; room: string; username: string; seq: number }
  | ErrorFrame;

export type SystemEvent = 'joined' | 'left' | 'added' | 'removed' | 'renamed' | 'deleted';

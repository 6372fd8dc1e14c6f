/* Generated from docs/openapi.json and docs/asyncapi.json by `npm run types`: change the models, not this file. */

/** The version of the contract that this client knows. */
export const CONTRACT = 1;

/**
 * Whatever a client may say.
 */
export type ClientFrame = Send | FileUpload | Join | Leave | Read | PresenceFrame | Ping;
/**
 * Whatever the server may say.
 */
export type ServerFrame =
  | Ack
  | MessageHandler
  | Joined
  | Pong
  | System
  | OnlineCount
  | OnlineStatus
  | ChatIndicators
  | ReadHandler
  | ErrorFrame;

/**
 * The message is stored, and found by everybody who looks; a retry gets the same ack.
 */
export interface Ack {
  type: 'ack';
  client_id: string;
  room: string;
  seq: number;
  created: string;
}
/**
 * Who wrote a message, as everybody sees them.
 */
export interface Author {
  username: string;
  display_name: string;
  avatar_url: string | null;
}
/**
 * A chat as one user sees it; `name` is the chatroom_name, `other` the other user of a private chat.
 */
export interface Chat {
  name: string;
  kind: 'public' | 'private' | 'group';
  title: string;
  admin: string | null;
  open: boolean;
  retention_days: number | null;
  member_count: number;
  online_count: number;
  last_seq: number;
  read_seq: number;
  unread: number;
  last_message: Message | null;
  other: Member | null;
}
/**
 * A message. A deleted one keeps its `seq`: `deleted` is set, `body` and `file` are null.
 */
export interface Message {
  room: string;
  seq: number;
  id: string;
  client_id: string;
  author: Author;
  body: string | null;
  file: File | null;
  created: string;
  edited: string | null;
  deleted: string | null;
}
/**
 * A file of a message, as Cloudinary describes it; `bytes`, `width` and `height` are its size.
 */
export interface File {
  filename: string;
  resource_type: string;
  format: string | null;
  bytes: number;
  width: number | null;
  height: number | null;
}
/**
 * A member of a chat; `status` is site-wide.
 */
export interface Member {
  username: string;
  display_name: string;
  avatar_url: string | null;
  status: 'online' | 'inactive' | 'offline';
}
/**
 * A chat that was made, found or joined.
 */
export interface ChatAnswer {
  chat: Chat;
}
/**
 * For the chat drop-down: users online, unread messages and last seq by chat.
 */
export interface ChatIndicators {
  type: 'chat_indicators';
  chat_counts: {
    [k: string]: number;
  };
  unread: {
    [k: string]: number;
  };
  last_seqs: {
    [k: string]: number;
  };
}
/**
 * A chat that the user is in, or was in until `left`.
 */
export interface ChatLine {
  kind: 'chat';
  name: string;
  chat_kind: ('public' | 'private' | 'group') | null;
  title: string | null;
  joined: string | null;
  left: string | null;
}
/**
 * Answer of `GET /api/chats`, newest activity first.
 */
export interface ChatList {
  chats: Chat[];
}
/**
 * Answer of `GET /api/chat/{chatroom_name}`: the chat and its newest messages, oldest first.
 *
 * `members` are the first page of them, the longest-standing first; `members_cursor` leads to the next.
 */
export interface ChatPage {
  chat: Chat;
  members: Member[];
  members_cursor: string | null;
  messages: Message[];
  has_older: boolean;
}
/**
 * A message. Whether `body` is empty or too long is judged with the deployment's limit.
 */
export interface Send {
  type: 'message';
  room: string;
  client_id: string;
  body: string;
}
/**
 * A message that is a file; `file` is Cloudinary's own upload answer.
 */
export interface FileUpload {
  type: 'file_upload';
  room: string;
  client_id: string;
  file: {
    [k: string]: unknown;
  };
}
/**
 * Opens a chat in this connection.
 */
export interface Join {
  type: 'join';
  room: string;
}
/**
 * Closes a chat in this connection; membership stays.
 */
export interface Leave {
  type: 'leave';
  room: string;
}
/**
 * The user has read the chat up to `seq`.
 */
export interface Read {
  type: 'read';
  room: string;
  seq: number;
}
/**
 * The tab is shown and used, or hidden or idle.
 */
export interface PresenceFrame {
  type: 'presence';
  state: 'active' | 'inactive';
}
/**
 * A heartbeat; `seqs` tells how far this client has got in each chat.
 */
export interface Ping {
  type: 'ping';
  seqs?: {
    [k: string]: number;
  };
}
/**
 * Body of `POST /api/me/delete`.
 */
export interface DeleteAccount {
  password: string;
}
/**
 * Body of `POST /api/chat/{chatroom_name}/edit`; what is left out stays as it is.
 */
export interface EditGroup {
  groupchat_name?: string | null;
  open?: boolean | null;
  /**
   * @maxItems 30
   */
  add_members?: string[];
  /**
   * @maxItems 30
   */
  remove_members?: string[];
  reset_invite?: boolean;
  retention_days?: number | null;
}
/**
 * The frame that a frame which cannot be served gets; the connection stays open.
 */
export interface ErrorFrame {
  type: 'error';
  code: string;
  detail: string;
  client_id?: string;
  room?: string;
  retry_after?: number;
}
/**
 * Where to read a file until `expires`; `url` downloads it under its own name.
 */
export interface FileLinks {
  url: string;
  thumb_url: string | null;
  expires: string;
}
/**
 * Body of `POST /api/auth/forgot-password`. Any text is taken: the answer tells nothing of who exists.
 */
export interface ForgotPassword {
  username: string;
}
/**
 * Open groups by name, and where to go on; null: that was all.
 */
export interface GroupList {
  groups: Chat[];
  cursor: string | null;
}
/**
 * Answer of `/api/chat/{chatroom_name}/edit`: what the admin sees and changes; `members` are the first page.
 */
export interface GroupSettings {
  chat: Chat;
  members: Member[];
  invite: string;
}
/**
 * Answer of `GET /api/health`.
 */
export interface Health {
  status: 'ok';
}
/**
 * Body of `POST /api/chat/{chatroom_name}/join`; an open group asks for no invitation.
 */
export interface JoinGroup {
  invite?: string | null;
}
/**
 * Answers `join`; `members` for private chats and small groups: those of others are read in pages over HTTP.
 */
export interface Joined {
  type: 'joined';
  room: string;
  last_seq: number;
  online_count: number;
  members: Member[] | null;
}
/**
 * Body of `POST /api/auth/login`. Any text is taken: what nobody could have is merely wrong.
 */
export interface Login {
  username: string;
  password: string;
}
/**
 * Answer of `GET /api/chat/{chatroom_name}/members`, and where to go on; null: that was all.
 */
export interface MemberPage {
  members: Member[];
  cursor: string | null;
}
/**
 * A message, to every connection that shows its chat, the sender's own included.
 */
export interface MessageHandler {
  type: 'message_handler';
  room: string;
  message: Message;
}
/**
 * What they wrote, each message once.
 */
export interface MessageLine {
  room: string;
  seq: number;
  id: string;
  client_id: string;
  author: Author;
  body: string | null;
  file: File | null;
  created: string;
  edited: string | null;
  deleted: string | null;
  kind: 'message';
}
/**
 * Answer of `GET /api/chat/older/{chatroom_name}`, oldest first.
 */
export interface MessagePage {
  messages: Message[];
  has_older: boolean;
  has_newer: boolean;
}
/**
 * Body of `POST /api/chat/new`.
 */
export interface NewGroup {
  groupchat_name: string;
  open?: boolean;
}
/**
 * Body of `POST /api/chat/upload/{chatroom_name}` and `POST /api/me/avatar`; `size` is in bytes.
 */
export interface NewUpload {
  filename: string;
  size: number;
  content_type: string;
}
/**
 * How many users have a chat open.
 */
export interface OnlineCount {
  type: 'online_count_handler';
  room: string;
  online_count: number;
}
/**
 * How many users are here, and whose status changed among those the receiver shares a chat with.
 */
export interface OnlineStatus {
  type: 'online_status_handler';
  online_count: number;
  changes: StatusChange[];
}
/**
 */
export interface StatusChange {
  username: string;
  status: 'online' | 'inactive' | 'offline';
}
/**
 * Answers `ping`: the last seq of each named chat in which the client is behind.
 */
export interface Pong {
  type: 'pong';
  behind: {
    [k: string]: number;
  };
}
/**
 * RFC 9457 `application/problem+json`; `errors` on 422, `retry_after` (seconds) on 429.
 */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: WrongField[];
  retry_after?: number;
}
/**
 * What is wrong with one field of a body or query; `field` is its dotted path.
 */
export interface WrongField {
  field: string;
  message: string;
}
/**
 * Body of `PATCH /api/me`; what is left out stays as it is, an `avatar` of null removes the picture.
 */
export interface ProfilePatch {
  display_name?: string;
  avatar?: {
    [k: string]: unknown;
  } | null;
}
/**
 * Another member has read up to `seq`.
 */
export interface ReadHandler {
  type: 'read_handler';
  room: string;
  username: string;
  seq: number;
}
/**
 * Body of `POST /api/auth/reset-password`.
 */
export interface ResetPassword {
  username: string;
  code: string;
  password: string;
}
/**
 * Something happened to a group or its members; made on the fly, never stored.
 */
export interface System {
  type: 'system';
  room: string;
  event: 'joined' | 'left' | 'added' | 'removed' | 'renamed' | 'deleted';
  username: string;
  created: string;
}
/**
 * A signed-in user; `token` is the bearer token, good for `expires_in` seconds.
 */
export interface Session {
  token: string;
  expires_in: number;
  user: User;
}
/**
 * A user, as they see themselves.
 */
export interface User {
  username: string;
  display_name: string;
  avatar_url: string | null;
  email: string;
  email_verified: boolean;
}
/**
 * Body of `POST /api/auth/signup`.
 */
export interface SignUp {
  username: string;
  email: string;
  password: string;
}
/**
 */
export interface SignedUp {
  username: string;
  email_verified: false;
}
/**
 * Answer of `GET /api/site`: the longest message in Unicode code points, the largest file in bytes, and whether
 * files can be sent at all.
 */
export interface Site {
  name: string;
  message_length: number;
  upload_limit: number;
  uploads: boolean;
}
/**
 * Good for one WebSocket connection within `expires_in` seconds.
 */
export interface Ticket {
  ticket: string;
  expires_in: number;
}
/**
 * What the browser posts, as multipart/form-data with the `file`, to `upload_url`; good for one upload.
 */
export interface UploadGrant {
  upload_url: string;
  fields: {
    [k: string]: string;
  };
}
/**
 * Who they are; the first line of all.
 */
export interface UserLine {
  username: string;
  display_name: string;
  avatar_url: string | null;
  email: string;
  email_verified: boolean;
  kind: 'user';
}
/**
 * A user, as another sees them; `status` is null unless the two share a private chat or group.
 */
export interface UserProfile {
  username: string;
  display_name: string;
  avatar_url: string | null;
  status: ('online' | 'inactive' | 'offline') | null;
}
/**
 * Body of `POST /api/auth/verify-email`.
 */
export interface VerifyEmail {
  code: string;
}

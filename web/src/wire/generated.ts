/* Generated from docs/openapi.json and docs/asyncapi.json by `npm run types`: change the models, not this file. */

/** The version of the contract that this client knows. */
export const CONTRACT = 1;

/**
 * Whatever a client may say.
 */
export type ClientFrame =
  | Send
  | FileUpload
  | Edit
  | Delete
  | React
  | Pin
  | Join
  | Leave
  | Read
  | Typing
  | PresenceFrame
  | Ping
  | CallStart
  | CallAccept
  | CallDecline
  | CallLeave
  | CallSignal
  | CallSync;
/**
 * Whatever the server may say.
 */
export type ServerFrame =
  | Ack
  | MessageHandler
  | MessagesHandler
  | Changed
  | ChangeHandler
  | ChangesHandler
  | Joined
  | Pong
  | System
  | OnlineCount
  | OnlineStatus
  | ChatIndicators
  | ReadHandler
  | TypingHandler
  | CallRing
  | CallState
  | CallSignalHandler
  | DecisionNoticeFrame
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
  bot: boolean;
}
/**
 * Body of `POST /api/users/{username}/ban`; without `minutes` until it is lifted.
 */
export interface Ban {
  statement: string;
  minutes?: number | null;
}
/**
 * Answer of `GET /api/me/blocks`.
 */
export interface BlockList {
  usernames: string[];
}
/**
 * A bot, as its owner sees it; `expires` and `last_used` are its token's.
 */
export interface Bot {
  username: string;
  display_name: string;
  created: string;
  last_used: string | null;
  expires: string;
}
/**
 * Answer of the calls that change a message.
 */
export interface BotChanged {
  rev: number;
}
/**
 * Body of `POST /api/bot/delete`.
 */
export interface BotDelete {
  room: string;
  seq: number;
}
/**
 * Body of `POST /api/bot/edit`. With `known`, when the message had last been edited as far as the bot knows (null:
 * never), only where it has not been since.
 */
export interface BotEdit {
  room: string;
  seq: number;
  body: string;
  known?: string | null;
}
/**
 * Answer of `GET /api/bots`: the caller's own.
 */
export interface BotList {
  bots: Bot[];
}
/**
 * Answer of `POST /api/bots`: the token is told this once.
 */
export interface BotMade {
  bot: Bot;
  token: string;
}
/**
 * Body of `POST /api/bot/message`; with a `client_id` it may be sent again.
 */
export interface BotMessage {
  room: string;
  body: string;
  client_id?: string | null;
  reply_to?: number | null;
}
/**
 * Body of `POST /api/bot/react`.
 */
export interface BotReact {
  room: string;
  seq: number;
  emoji: string;
  on: boolean;
}
/**
 * Answer of `POST /api/bot/message`.
 */
export interface BotSent {
  room: string;
  seq: number;
  created: string;
}
/**
 * Answer of `POST /api/bots/{username}/token`.
 */
export interface BotToken {
  token: string;
  expires: string;
}
/**
 * Answers or joins the call, takes it over from another device of the user's, or turns the camera's flag.
 */
export interface CallAccept {
  room: string;
  call: string;
  device: string;
  type: 'call_accept';
  video: boolean;
  leave?: boolean;
}
/**
 * The user does not come, whichever device it is said on.
 */
export interface CallDecline {
  room: string;
  call: string;
  device: string;
  type: 'call_decline';
}
/**
 * The device leaves the call.
 */
export interface CallLeave {
  room: string;
  call: string;
  device: string;
  type: 'call_leave';
}
/**
 * A user in the call, with the one device that is in it, since when, and whether its camera is on.
 */
export interface CallParticipant {
  username: string;
  device: string;
  video: boolean;
  since: string;
}
/**
 * Somebody calls, until `expires`.
 */
export interface CallRing {
  type: 'call_ring';
  room: string;
  call: string;
  username: string;
  video: boolean;
  expires: string;
}
/**
 * An offer, an answer or candidates, to one other device in the call.
 */
export interface CallSignal {
  room: string;
  call: string;
  device: string;
  type: 'call_signal';
  to: string;
  data: {
    [k: string]: unknown;
  };
}
/**
 * A signal of another device in the call, to the connection of the device that it is for.
 */
export interface CallSignalHandler {
  type: 'call_signal';
  room: string;
  call: string;
  from: string;
  username: string;
  data: {
    [k: string]: unknown;
  };
}
/**
 * Rings the others of the chat; where a call is there already, joins that one. `leave`: and leaves another one.
 */
export interface CallStart {
  room: string;
  call: string;
  device: string;
  type: 'call_start';
  video: boolean;
  leave?: boolean;
}
/**
 * A call as it is; of two states the one of the larger `version` is newer. `reason` where it is over.
 */
export interface CallState {
  type: 'call_state';
  room: string;
  call: string;
  state: 'ringing' | 'live' | 'over';
  version: number;
  started_by: string;
  started: string;
  expires: string;
  participants: CallParticipant[];
  declined: string[];
  busy: string[];
  reason: ('ended' | 'missed' | 'declined' | 'cancelled' | 'busy') | null;
}
/**
 * A call that is over: what became of it, whole seconds from the first accept to the end, whoever was ever in it,
 * and who was rung and neither came nor declined (wire contract, part 6).
 */
export interface CallSummary {
  video: boolean;
  outcome: 'answered' | 'missed' | 'declined' | 'cancelled';
  seconds: number;
  participants: string[];
  missed: string[];
}
/**
 * Asks for the state, and says that the device is still there.
 */
export interface CallSync {
  room: string;
  call: string;
  device: string;
  type: 'call_sync';
}
/**
 * Answer of `GET /api/auth/challenge`.
 */
export interface Challenge {
  parameters: ChallengeParameters;
  signature: string;
}
/**
 * Find the counter whose key, derived from `nonce` and counter by `algorithm`, begins with `key_prefix`.
 */
export interface ChallengeParameters {
  algorithm: string;
  nonce: string;
  salt: string;
  cost: number;
  keyLength: number;
  keyPrefix: string;
  keySignature: string;
  expiresAt: number;
}
/**
 * A message after a change, to the same connections as a message of the chat; `rev` orders changes.
 */
export interface ChangeHandler {
  type: 'change_handler';
  room: string;
  rev: number;
  seq: number;
  kind: 'edit' | 'delete' | 'react' | 'pin';
  username: string;
  emoji?: string;
  on?: boolean;
  message: Message;
  thread_replies?: ThreadSummary;
}
/**
 * A message in its current state. A deleted one keeps its `seq`: `deleted` is set, `body` and `file` are null.
 *
 * `rev` is the number of the last change that touched it, 0 if none did; a state with a smaller one is older.
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
  deleted_by: string | null;
  pinned: boolean;
  reactions: Reaction[];
  rev: number;
  reply_to: number | null;
  thread: number | null;
  replies: ThreadSummary | null;
  quoted: Quote | null;
  mentions: string[];
  mentions_all: boolean;
  call: CallSummary | null;
}
/**
 * A file of a message, as Cloudinary describes it; `bytes`, `width` and `height` are its size, `duration` is how
 * many seconds of sound or film it has, null where it has none or that is not known.
 */
export interface File {
  filename: string;
  resource_type: string;
  format: string | null;
  bytes: number;
  width: number | null;
  height: number | null;
  duration: number | null;
}
/**
 * An emoji on a message: how often, who used it first, and whether the reader did (null in frames).
 */
export interface Reaction {
  emoji: string;
  count: number;
  usernames: string[];
  me: boolean | null;
}
/**
 * The replies of a thread that are not deleted; its latest repliers, each once, the newest first.
 */
export interface ThreadSummary {
  count: number;
  last_seq: number;
  usernames: string[];
}
/**
 * The message that a reply is one to, as it is now; of a deleted one `body` and `filename` are null.
 */
export interface Quote {
  seq: number;
  author: Author;
  body: string | null;
  filename: string | null;
  deleted: string | null;
}
/**
 * Answer of `GET /api/chat/changes/{chatroom_name}`: messages in their current state, in the order of their last
 * change; go on behind `rev` while there is `more`. `reset`: what lies behind is no longer known, load anew.
 */
export interface ChangePage {
  messages: Message[];
  rev: number;
  more: boolean;
  reset: boolean;
}
/**
 * The change is stored, and found by everybody who looks; so is what was so already, which changes nothing.
 */
export interface Changed {
  type: 'changed';
  client_id: string;
  room: string;
  seq: number;
  rev: number;
}
/**
 * The current state of everything that changed from behind `after` up to `rev`, where a chat has very many viewers
 * (wire contract, part 2); at most one a second and connection.
 */
export interface ChangesHandler {
  type: 'changes_handler';
  room: string;
  after: number;
  rev: number;
  messages: Message[];
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
  slow_seconds?: number;
  member_count: number;
  online_count: number;
  last_seq: number;
  last_rev: number;
  read_seq: number;
  unread: number;
  last_message: Message | null;
  other: Member | null;
  unread_mentions: number;
  unread_from: number | null;
  notify: ('all' | 'mentions' | 'none') | null;
  notify_until: string | null;
  call: ChatCall | null;
}
/**
 * A member of a chat; `status` is site-wide.
 */
export interface Member {
  username: string;
  display_name: string;
  avatar_url: string | null;
  bot: boolean;
  status: 'online' | 'inactive' | 'offline';
}
/**
 * A call that rings or goes on in a chat; of two with the same `call` the larger `version` is newer.
 */
export interface ChatCall {
  call: string;
  state: 'ringing' | 'live';
  video: boolean;
  started_by: string;
  version: number;
}
/**
 * A chat that was made, found or joined.
 */
export interface ChatAnswer {
  chat: Chat;
}
/**
 * For the chat drop-down: users online, unread messages, last seq and last rev by chat.
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
  last_revs: {
    [k: string]: number;
  };
  unread_mentions: {
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
  rev: number;
  readers: {
    [k: string]: number;
  } | null;
}
/**
 * Body of `POST /api/auth/claim`. Any text is taken: the answer tells nothing of who exists.
 */
export interface Claim {
  email: string;
}
/**
 * Answer of `POST /api/auth/claim/finish`.
 */
export interface Claimed {
  username: string;
  email_verified: true;
}
/**
 * A message. Whether `body` is empty or too long is judged with the deployment's limit.
 */
export interface Send {
  type: 'message';
  room: string;
  client_id: string;
  body: string;
  reply_to?: number | null;
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
  reply_to?: number | null;
}
/**
 * A new text for a message; `known` is when it had last been edited as far as this client knows.
 */
export interface Edit {
  type: 'edit';
  room: string;
  seq: number;
  client_id: string;
  body: string;
  known?: string | null;
}
/**
 * A message is taken away, for everybody and for good.
 */
export interface Delete {
  type: 'delete';
  room: string;
  seq: number;
  client_id: string;
}
/**
 * The sender's reaction to a message is put there or taken back; `emoji` is Unicode's, or `:name:`.
 */
export interface React {
  type: 'react';
  room: string;
  seq: number;
  client_id: string;
  emoji: string;
  on: boolean;
}
/**
 * A message is pinned to the chat, or is so no more.
 */
export interface Pin {
  type: 'pin';
  room: string;
  seq: number;
  client_id: string;
  on: boolean;
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
 * The user is writing in the chat.
 */
export interface Typing {
  type: 'typing';
  room: string;
}
/**
 * The tab is shown and used, or hidden or idle.
 */
export interface PresenceFrame {
  type: 'presence';
  state: 'active' | 'inactive';
}
/**
 * A heartbeat; `seqs` tells how far this client has got in each chat, `revs` the same of what has changed there.
 */
export interface Ping {
  type: 'ping';
  seqs?: {
    [k: string]: number;
  };
  revs?: {
    [k: string]: number;
  };
}
/**
 * Body of `PATCH /api/moderation/settings`; what is left out stays as it is.
 */
export interface CommunityPatch {
  sign_up?: 'open' | 'invited' | 'domains' | 'closed';
  /**
   * @maxItems 100
   */
  domains?: string[];
  /**
   * @maxItems 500
   */
  words?: string[];
  slow_seconds?: number;
  new_minutes?: number;
  challenge?: boolean;
  contact?: string;
}
/**
 * Answer of `GET /api/moderation/settings`: what owners decide while the deployment runs.
 */
export interface CommunitySettings {
  sign_up: 'open' | 'invited' | 'domains' | 'closed';
  domains: string[];
  words: string[];
  slow_seconds: number;
  new_minutes: number;
  challenge: boolean;
  contact: string;
}
/**
 * Body of `POST /api/moderation/reports/{id}`; without `minutes` a ban holds until it is lifted.
 */
export interface Decide {
  decision: 'none' | 'delete' | 'mute' | 'ban';
  statement?: string | null;
  minutes?: number | null;
}
/**
 * What was decided about a user, or about what they reported.
 */
export interface DecisionNotice {
  id: string;
  kind: 'decided' | 'deleted' | 'muted' | 'banned' | 'lifted';
  text: string;
  room: string | null;
  seq: number | null;
  created: string;
}
/**
 * A notice, to all connections of whom it concerns, when it happens.
 */
export interface DecisionNoticeFrame {
  type: 'notice';
  notice: DecisionNotice;
}
/**
 * Answer of `GET /api/me/notices`, newest first, and where to go on.
 */
export interface DecisionNoticePage {
  notices: DecisionNotice[];
  cursor: string | null;
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
  slow_seconds?: number | null;
}
/**
 * A custom emoji: its picture, who added it and when, and since when it is no longer offered.
 */
export interface Emoji {
  name: string;
  url: string;
  username: string;
  created: string;
  removed: string | null;
}
/**
 * Answer of `POST /api/emoji`.
 */
export interface EmojiAnswer {
  emoji: Emoji;
}
/**
 * Answer of `GET /api/emoji`: every name that was ever given, in their order.
 */
export interface EmojiList {
  emoji: Emoji[];
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
  call?: string;
  to?: string;
  retry_after?: number;
  until?: string;
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
 * Answer of `GET /api/chat/{chatroom_name}/files`, newest first; `cursor` leads on, null: that was all.
 */
export interface FilePage {
  messages: Message[];
  cursor: string | null;
}
/**
 * Body of `POST /api/auth/claim/finish`.
 */
export interface FinishClaim {
  email: string;
  code: string;
  password: string;
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
  slow_seconds: number;
}
/**
 * Answer of `GET /api/health`.
 */
export interface Health {
  status: 'ok';
}
/**
 * A hook, as who looks after the chat sees it.
 */
export interface Hook {
  id: string;
  name: string;
  username: string;
  created: string;
  last_used: string | null;
}
/**
 * Answer of `GET /api/chat/{name}/hooks`.
 */
export interface HookList {
  hooks: Hook[];
}
/**
 * Answer of `POST /api/chat/{name}/hooks`: the address is told this once.
 */
export interface HookMade {
  id: string;
  name: string;
  url: string;
}
/**
 * A whole post.
 */
export interface HookPayload {
  text?: string;
  blocks?: unknown[];
  attachments?: unknown[];
}
/**
 * A STUN or TURN server, as RTCIceServer has it (W3C WebRTC).
 */
export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}
/**
 * Answer of `GET /api/calls/ice`; `expires` is when the credentials do, null without any. `relay_only`: media are
 * to go through a relay alone, so that nobody in a call learns another's address.
 */
export interface IceServers {
  ice_servers: IceServer[];
  expires: string | null;
  relay_only: boolean;
}
/**
 * Answer of `POST /api/invites`; `url` is where a browser takes it up.
 */
export interface Invite {
  code: string;
  url: string;
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
  last_rev: number;
  online_count: number;
  members: Member[] | null;
}
/**
 * A line of the audit log: who did what to whom, why, and until when it holds.
 */
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
/**
 * Answer of `GET /api/moderation/log`, newest first, and where to go on.
 */
export interface LogPage {
  entries: LogEntry[];
  cursor: string | null;
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
 * Answer of `GET /api/mentions`: what mentioned the caller, newest first; `cursor` leads on, null: that was all.
 */
export interface MentionPage {
  messages: Message[];
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
  deleted_by: string | null;
  pinned: boolean;
  reactions: Reaction[];
  rev: number;
  reply_to: number | null;
  thread: number | null;
  replies: ThreadSummary | null;
  quoted: Quote | null;
  mentions: string[];
  mentions_all: boolean;
  call: CallSummary | null;
  kind: 'message';
}
/**
 * Answer of `GET /api/chat/older/{chatroom_name}`, oldest first; `rev` is the chat's last change that it surely
 * shows: what changed after it is asked for.
 */
export interface MessagePage {
  messages: Message[];
  has_older: boolean;
  has_newer: boolean;
  rev: number;
}
/**
 * Several messages at once, in order, to those who show the public chat, where they are very many and it is busy;
 * at most one a second and connection.
 */
export interface MessagesHandler {
  type: 'messages_handler';
  room: string;
  messages: Message[];
}
/**
 * Body of `POST /api/users/{username}/mute`.
 */
export interface Mute {
  minutes: number;
  statement: string;
}
/**
 * Body of `POST /api/bots`.
 */
export interface NewBot {
  username: string;
  display_name: string;
}
/**
 * Body of `POST /api/emoji`; `file` is Cloudinary's answer to an upload that `POST /api/emoji/upload` signed.
 */
export interface NewEmoji {
  name: string;
  file: {
    [k: string]: unknown;
  };
}
/**
 * Body of `POST /api/chat/new`.
 */
export interface NewGroup {
  groupchat_name: string;
  open?: boolean;
}
/**
 * Body of `POST /api/chat/{name}/hooks`.
 */
export interface NewHook {
  name: string;
}
/**
 * Body of `POST /api/invites`.
 */
export interface NewInvite {
  uses?: number;
  days?: number;
}
/**
 * Body of `POST /api/chat/{name}/report`.
 */
export interface NewReport {
  seq: number;
  reason: 'spam' | 'abuse' | 'illegal' | 'other';
  text?: string | null;
}
/**
 * Body of `POST /api/chat/{name}/subscriptions`; with `bots` what bots and hooks say is told too.
 */
export interface NewSubscription {
  url: string;
  /**
   * @minItems 1
   * @maxItems 3
   */
  events:
    | ['message' | 'change' | 'member']
    | ['message' | 'change' | 'member', 'message' | 'change' | 'member']
    | ['message' | 'change' | 'member', 'message' | 'change' | 'member', 'message' | 'change' | 'member'];
  bots?: boolean;
}
/**
 * Body of `POST /api/bots/{username}/token`.
 */
export interface NewToken {
  days?: number;
}
/**
 * Body of `POST /api/chat/upload/{chatroom_name}`, `POST /api/me/avatar` and `POST /api/emoji/upload`; `size` is in
 * bytes.
 */
export interface NewUpload {
  filename: string;
  size: number;
  content_type: string;
}
/**
 * Body of `POST /api/chat/{chatroom_name}/notify`; `level` null: as the user's settings say.
 */
export interface NotifyLevel {
  level: ('all' | 'mentions' | 'none') | null;
  until?: string | null;
}
/**
 * What a user is told of in each kind of chat.
 */
export interface NotifyLevels {
  private: 'all' | 'mentions' | 'none';
  group: 'all' | 'mentions' | 'none';
  public: 'all' | 'mentions' | 'none';
}
/**
 * Levels of some kinds of chats; what is left out stays as it is.
 */
export interface NotifyLevelsPatch {
  private?: 'all' | 'mentions' | 'none';
  group?: 'all' | 'mentions' | 'none';
  public?: 'all' | 'mentions' | 'none';
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
 * How many users are here, and whose status changed among those the recipient shares a chat with.
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
 * Body of `POST /api/report`, which people without an account use too.
 */
export interface OpenReport {
  url: string;
  reason: 'spam' | 'abuse' | 'illegal' | 'other';
  text: string;
  name?: string | null;
  email?: string | null;
}
/**
 * Answer of `GET /api/chat/pins/{chatroom_name}`, the newest pin first.
 */
export interface PinList {
  messages: Message[];
}
/**
 * Answers `ping`: the last seq of each named chat in which the client is behind, and, where it asked with `revs`,
 * the last rev of each in which that is another than the client's.
 */
export interface Pong {
  type: 'pong';
  behind: {
    [k: string]: number;
  };
  changed?: {
    [k: string]: number;
  };
}
/**
 * RFC 9457 `application/problem+json`; `errors` on 422, `retry_after` (seconds) on 429, `until` where somebody is
 * muted or banned, null without end, and then `statement`.
 */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: WrongField[];
  retry_after?: number;
  until?: string;
  statement?: string;
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
 * A browser that is pushed to; `id` is the SHA-256 of its endpoint, base64url.
 */
export interface PushDevice {
  id: string;
  created: string;
}
/**
 * The caller's browsers that are pushed to, and why notices are not mailed, if something speaks against it.
 */
export interface PushDevices {
  devices: PushDevice[];
  mail_stopped: ('bounced' | 'complained') | null;
}
/**
 * Body of `POST /api/push/unsubscribe` and `/api/push/test`.
 */
export interface PushEndpoint {
  endpoint: string;
}
/**
 * What browsers subscribe with.
 */
export interface PushKey {
  public_key: string;
}
/**
 * Body of `POST /api/push/subscribe`.
 */
export interface PushSubscribe {
  endpoint: string;
  keys: SubscriptionKeys;
  language?: string | null;
}
/**
 * A browser's keys, base64url.
 */
export interface SubscriptionKeys {
  p256dh: string;
  auth: string;
}
/**
 * When a user is not to be disturbed, in their time zone; where `from` is later than `to`, over midnight.
 */
export interface Quiet {
  from: string;
  to: string;
  zone: string;
}
/**
 * A quiet time, which is changed as a whole; one that begins when it ends would be none, or the whole day.
 */
export interface QuietPatch {
  from: string;
  to: string;
  zone: string;
}
/**
 * A reaction of theirs to a message, their own or somebody else's.
 */
export interface ReactionLine {
  kind: 'reaction';
  room: string;
  seq: number;
  emoji: string;
}
/**
 * Answer of `GET /api/chat/reactions/{chatroom_name}/{seq}`: who used the emoji, who did first at the beginning;
 * `cursor` leads on, null: that was all.
 */
export interface ReactionPage {
  usernames: string[];
  cursor: string | null;
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
 * Answer of `POST /api/report`.
 */
export interface Receipt {
  id: string;
}
/**
 * A report as moderators see it; `message` and `context` are as they were when it was made.
 */
export interface Report {
  id: string;
  reporter: string | null;
  room: string | null;
  seq: number | null;
  url: string | null;
  message: Message | null;
  context: Message[];
  author: string | null;
  reason: 'spam' | 'abuse' | 'illegal' | 'other';
  text: string;
  created: string;
  state: 'open' | 'closed';
  decision: ('none' | 'delete' | 'mute' | 'ban') | null;
  decided_by: string | null;
  statement: string | null;
}
/**
 * Answer of `GET /api/moderation/reports`, newest first, and where to go on.
 */
export interface ReportPage {
  reports: Report[];
  cursor: string | null;
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
 * Body of `POST /api/users/{username}/role`.
 */
export interface RoleChange {
  role: 'owner' | 'moderator' | 'member';
}
/**
 * Answer of `GET /api/search`, newest first; `cursor` leads on, null: that was all. Where the search is not
 * `complete`, the time for one call was over, and everything back to `searched_to` was searched.
 */
export interface SearchPage {
  results: SearchResult[];
  cursor: string | null;
  complete: boolean;
  searched_to: string | null;
}
/**
 * A message that was found, and its chat's title, null for a private one; `matches` are ranges of `message.body`,
 * in UTF-16 code units.
 */
export interface SearchResult {
  message: Message;
  title: string | null;
  matches: [number, number][];
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
 * Somebody is writing in a chat; shown for six seconds, or until a message of theirs comes.
 */
export interface TypingHandler {
  type: 'typing_handler';
  room: string;
  username: string;
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
  bot: boolean;
  email: string;
  email_verified: boolean;
  role: 'owner' | 'moderator' | 'member';
}
/**
 * A user's settings, as `GET` and `PATCH /api/me/settings` answer them.
 */
export interface Settings {
  typing: boolean;
  receipts: boolean;
  notify: NotifyLevels;
  keywords: string[];
  quiet: Quiet | null;
  mail: boolean;
  previews: boolean;
}
/**
 * Body of `PATCH /api/me/settings`; what is left out stays as it is, `quiet` of null ends it.
 */
export interface SettingsPatch {
  typing?: boolean;
  receipts?: boolean;
  notify?: NotifyLevelsPatch;
  /**
   * @maxItems 20
   */
  keywords?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
  quiet?: QuietPatch | null;
  mail?: boolean;
  previews?: boolean;
}
/**
 * Body of `POST /api/auth/signup`. `invite` is an invitation to the deployment or to a group, `challenge` what
 * ALTCHA's widget makes of a challenge.
 */
export interface SignUp {
  username: string;
  email: string;
  password: string;
  invite?: string | null;
  challenge?: string | null;
}
/**
 */
export interface SignedUp {
  username: string;
  email_verified: false;
}
/**
 * Answer of `GET /api/site`: what a client has to know before anybody signs in.
 */
export interface Site {
  name: string;
  contact: string;
  sign_up: 'open' | 'invited' | 'domains' | 'closed';
  challenge: boolean;
  calls: boolean;
  push: boolean;
  uploads: boolean;
  upload_limit: number;
  message_length: number;
  edit_hours: number | null;
}
/**
 * What a user's page shows first, and what it connects with: each part as its own call answers it.
 */
export interface Start {
  session?: Session;
  chats: Chat[];
  page: ChatPage | null;
  ticket: Ticket;
}
/**
 * Good for one WebSocket connection within `expires_in` seconds.
 */
export interface Ticket {
  ticket: string;
  expires_in: number;
}
/**
 * A subscription, as who looks after the chat sees it.
 */
export interface Subscription {
  id: string;
  url: string;
  events: ('message' | 'change' | 'member')[];
  bots: boolean;
  last_status: number | null;
  failing_since: string | null;
  disabled: boolean;
}
/**
 * Answer of `GET /api/chat/{name}/subscriptions`.
 */
export interface SubscriptionList {
  subscriptions: Subscription[];
}
/**
 * Answer of `POST /api/chat/{name}/subscriptions`: the secret is told this once.
 */
export interface SubscriptionMade {
  id: string;
  url: string;
  events: ('message' | 'change' | 'member')[];
  secret: string;
}
/**
 * Answer of `POST /api/chat/{name}/subscriptions/{id}/test`: what the receiver answered; null: nothing.
 */
export interface Tested {
  status: number | null;
}
/**
 * Answer of `GET /api/chat/thread/{chatroom_name}/{seq}`: a thread's beginning and its replies, oldest first.
 */
export interface ThreadPage {
  root: Message;
  messages: Message[];
  has_newer: boolean;
  rev: number;
}
/**
 * Body of `POST /api/chat/{chatroom_name}/unread`: unread from that message on.
 */
export interface Unread {
  seq: number;
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
  bot: boolean;
  email: string;
  email_verified: boolean;
  role: 'owner' | 'moderator' | 'member';
  kind: 'user';
}
/**
 * A user, as another sees them; `status` is null unless the two share a private chat or group.
 */
export interface UserProfile {
  username: string;
  display_name: string;
  avatar_url: string | null;
  bot: boolean;
  status: ('online' | 'inactive' | 'offline') | null;
  imported: boolean;
}
/**
 * Body of `POST /api/auth/verify-email`.
 */
export interface VerifyEmail {
  code: string;
}

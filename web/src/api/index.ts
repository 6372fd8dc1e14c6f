import type { Remote, Where } from '../sync/ports';
import type {
  ChangePage,
  Chat,
  ChatPage,
  Emoji,
  EmojiAnswer,
  EmojiList,
  FileLinks,
  MemberPage,
  Message,
  MessagePage,
  NewUpload,
  NotifyLevel,
  PinList,
  ReactionPage,
  Settings,
  SettingsChange,
  ThreadPage,
  Ticket,
  UploadGrant,
  User,
  UserProfile,
} from '../wire';
import { chatPath } from './chat-path';
import type { SessionHolder } from './session';

/** A page of the user's own data as JSON Lines, and where the next begins; null: that was all. */
export interface ExportPage {
  lines: string;
  cursor: string | null;
}

/** The HTTP calls of a signed-in user, by what they are for. */
export class Api implements Remote {
  constructor(private readonly session: SessionHolder) {}

  async ticket(): Promise<string> {
    return (await this.session.authorised<Ticket>('/api/ws-ticket', { method: 'POST' })).ticket;
  }

  async chats(): Promise<Chat[]> {
    return (await this.session.authorised<{ chats: Chat[] }>('/api/chats')).chats;
  }

  open(room: string): Promise<ChatPage> {
    return this.session.authorised(chatPath(room));
  }

  /** A page of a group's members, longest-standing first; without a cursor the first. */
  members(room: string, cursor?: string): Promise<MemberPage> {
    const query = cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`;
    return this.session.authorised(`${chatPath(room)}/members${query}`);
  }

  older(room: string, where: Where, limit: number): Promise<MessagePage> {
    return this.session.authorised(`/api/chat/older/${encodeURIComponent(room)}?${queryOf({ ...where, limit })}`);
  }

  changes(room: string, where: { after: number; from: number }, limit: number): Promise<ChangePage> {
    return this.session.authorised(`/api/chat/changes/${encodeURIComponent(room)}?${queryOf({ ...where, limit })}`);
  }

  thread(room: string, seq: number, after: number, limit: number): Promise<ThreadPage> {
    const query = queryOf({ after, limit });
    return this.session.authorised(`/api/chat/thread/${encodeURIComponent(room)}/${seq}?${query}`);
  }

  /** Marks a chat unread from a message on. */
  markUnread(room: string, seq: number): Promise<void> {
    return this.session.authorised(`${chatPath(room)}/unread`, { method: 'POST', body: { seq } });
  }

  async pins(room: string): Promise<Message[]> {
    return (await this.session.authorised<PinList>(`/api/chat/pins/${encodeURIComponent(room)}`)).messages;
  }

  /** Who reacted to a message with an emoji, who did first at the beginning; without a cursor the first page. */
  reactions(room: string, seq: number, emoji: string, cursor: string | null): Promise<ReactionPage> {
    const query = new URLSearchParams({ emoji, ...(cursor && { cursor }) });
    return this.session.authorised(`/api/chat/reactions/${encodeURIComponent(room)}/${seq}?${query}`);
  }

  /** What the user is told of a chat. */
  notify(room: string, level: NotifyLevel): Promise<void> {
    return this.session.authorised(`${chatPath(room)}/notify`, { method: 'POST', body: level });
  }

  ownSettings(): Promise<Settings> {
    return this.session.authorised('/api/me/settings');
  }

  /** Changes what is named, and answers all. */
  saveSettings(change: SettingsChange): Promise<Settings> {
    return this.session.authorised('/api/me/settings', { method: 'PATCH', body: change });
  }

  saveProfile(profile: { display_name: string } | { avatar: Record<string, unknown> | null }): Promise<User> {
    return this.session.authorised('/api/me', { method: 'PATCH', body: profile });
  }

  /** Leave to bring one picture of the user. */
  grantAvatar(upload: NewUpload): Promise<UploadGrant> {
    return this.session.authorised('/api/me/avatar', { method: 'POST', body: upload });
  }

  /** Leave to bring one file into a chat. */
  grantUpload(room: string, upload: NewUpload): Promise<UploadGrant> {
    return this.session.authorised(`/api/chat/upload/${encodeURIComponent(room)}`, { method: 'POST', body: upload });
  }

  /** Where the file of a message can be read for some minutes. */
  fileLinks(room: string, seq: number): Promise<FileLinks> {
    return this.session.authorised(`${chatPath(room)}/file/${seq}`);
  }

  /** Every custom emoji that there is or was, by name. */
  async emoji(): Promise<Emoji[]> {
    return (await this.session.authorised<EmojiList>('/api/emoji')).emoji;
  }

  /** Leave to bring the picture of a custom emoji. */
  grantEmoji(upload: NewUpload): Promise<UploadGrant> {
    return this.session.authorised('/api/emoji/upload', { method: 'POST', body: upload });
  }

  async addEmoji(name: string, file: Record<string, unknown>): Promise<Emoji> {
    return (await this.session.authorised<EmojiAnswer>('/api/emoji', { method: 'POST', body: { name, file } })).emoji;
  }

  removeEmoji(name: string): Promise<void> {
    return this.session.authorised(`/api/emoji/${encodeURIComponent(name)}/remove`, { method: 'POST' });
  }

  sendCode(): Promise<void> {
    return this.session.authorised('/api/auth/verify-email/send', { method: 'POST' });
  }

  profile(username: string): Promise<UserProfile> {
    return this.session.authorised(`/api/users/${encodeURIComponent(username)}`);
  }

  exportPage(cursor: string | null): Promise<ExportPage> {
    const query = cursor ? `?${new URLSearchParams({ cursor })}` : '';
    return this.session.authorised(`/api/me/export${query}`, {}, async (response) => ({
      lines: await response.text(),
      cursor: response.headers.get('X-Next-Cursor'),
    }));
  }

  deleteAccount(password: string): Promise<void> {
    return this.session.authorised('/api/me/delete', { method: 'POST', body: { password } });
  }
}

const queryOf = (numbers: Record<string, number>): string =>
  String(new URLSearchParams(Object.entries(numbers).map(([name, value]) => [name, String(value)])));

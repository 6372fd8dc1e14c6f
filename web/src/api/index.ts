import type { Remote } from '../sync/ports';
import type {
  Chat,
  ChatPage,
  EditGroup,
  FileLinks,
  GroupList,
  GroupSettings,
  MemberPage,
  MessagePage,
  NewGroup,
  NewUpload,
  Site,
  Ticket,
  UploadGrant,
  User,
  UserProfile,
} from '../wire';
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

  older(room: string, where: { after: number } | { before: number }, limit: number): Promise<MessagePage> {
    const query = new URLSearchParams(
      Object.entries({ ...where, limit }).map(([name, value]) => [name, String(value)]),
    );
    return this.session.authorised(`/api/chat/older/${encodeURIComponent(room)}?${query}`);
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

  sendCode(): Promise<void> {
    return this.session.authorised('/api/auth/verify-email/send', { method: 'POST' });
  }

  profile(username: string): Promise<UserProfile> {
    return this.session.authorised(`/api/users/${encodeURIComponent(username)}`);
  }

  /** The chat of the two, found or made. */
  privateChat(username: string): Promise<Chat> {
    return this.#chat(`/api/chat/private/${encodeURIComponent(username)}`);
  }

  newGroup(group: NewGroup): Promise<Chat> {
    return this.#chat('/api/chat/new', group);
  }

  join(room: string, invite: string | null): Promise<Chat> {
    return this.#chat(`${chatPath(room)}/join`, { invite });
  }

  leaveGroup(room: string): Promise<void> {
    return this.session.authorised(`${chatPath(room)}/leave`, { method: 'POST' });
  }

  deleteGroup(room: string): Promise<void> {
    return this.session.authorised(`${chatPath(room)}/delete`, { method: 'POST' });
  }

  settings(room: string): Promise<GroupSettings> {
    return this.session.authorised(`${chatPath(room)}/edit`);
  }

  edit(room: string, change: EditGroup): Promise<GroupSettings> {
    return this.session.authorised(`${chatPath(room)}/edit`, { method: 'POST', body: change });
  }

  /** Open groups whose name contains `query`; a page may be empty though there is more. */
  groups(query: string, cursor: string | null): Promise<GroupList> {
    const parameters = new URLSearchParams({ query, ...(cursor && { cursor }) });
    return this.session.authorised(`/api/groups?${parameters}`);
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

  async #chat(path: string, body: object = {}): Promise<Chat> {
    return (await this.session.authorised<{ chat: Chat }>(path, { method: 'POST', body })).chat;
  }
}

const chatPath = (room: string): string => `/api/chat/${encodeURIComponent(room)}`;

/** The calls for somebody who is not signed in. */
export class PublicApi {
  constructor(private readonly session: SessionHolder) {}

  async signUp(account: { username: string; email: string; password: string }): Promise<void> {
    await this.session.open('/api/auth/signup', { method: 'POST', body: account });
    await this.session.login(account.username, account.password);
  }

  /** What the deployment is called, and what it allows. */
  site(): Promise<Site> {
    return this.session.open('/api/site');
  }

  login(username: string, password: string): Promise<void> {
    return this.session.login(username, password);
  }

  forgot(username: string): Promise<void> {
    return this.session.open('/api/auth/forgot-password', { method: 'POST', body: { username } });
  }

  reset(change: { username: string; code: string; password: string }): Promise<void> {
    return this.session.open('/api/auth/reset-password', { method: 'POST', body: change });
  }
}

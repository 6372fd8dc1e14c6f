import type { Chat, EditGroup, GroupList, GroupSettings, NewGroup } from '../wire';
import { chatPath } from './chat-path';
import type { SessionHolder } from './session';

/** The calls that find, make and change chats: apart from the others, as no first page needs them. */
export class GroupsApi {
  constructor(private readonly session: SessionHolder) {}

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

  async #chat(path: string, body: object = {}): Promise<Chat> {
    return (await this.session.authorised<{ chat: Chat }>(path, { method: 'POST', body })).chat;
  }
}

import type { Remote } from '../sync/ports';
import type { Chat, ChatPage, MessagePage, Ticket, User } from '../wire';
import type { SessionHolder } from './session';

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
    return this.session.authorised(`/api/chat/${encodeURIComponent(room)}`);
  }

  older(room: string, where: { after: number } | { before: number }, limit: number): Promise<MessagePage> {
    const query = new URLSearchParams(
      Object.entries({ ...where, limit }).map(([name, value]) => [name, String(value)]),
    );
    return this.session.authorised(`/api/chat/older/${encodeURIComponent(room)}?${query}`);
  }

  saveProfile(profile: { display_name: string }): Promise<User> {
    return this.session.authorised('/api/me', { method: 'PATCH', body: profile });
  }

  sendCode(): Promise<void> {
    return this.session.authorised('/api/auth/verify-email/send', { method: 'POST' });
  }
}

/** The calls for somebody who is not signed in. */
export class Door {
  constructor(private readonly session: SessionHolder) {}

  async signUp(account: { username: string; email: string; password: string }): Promise<void> {
    await this.session.open('/api/auth/signup', { method: 'POST', body: account });
    await this.session.login(account.username, account.password);
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

import type { Claimed } from '../wire';
import type { SessionHolder } from './session';

/** The calls by which somebody takes over an account that was imported for them. */
export class ClaimApi {
  constructor(private readonly session: Pick<SessionHolder, 'open'>) {}

  /** Mails a code, where an account waits for that address; the answer does not tell. */
  ask(email: string): Promise<void> {
    return this.session.open('/api/auth/claim', { method: 'POST', body: { email } });
  }

  /** Answers whose account it was. */
  async finish(claim: { email: string; code: string; password: string }): Promise<string> {
    return (await this.session.open<Claimed>('/api/auth/claim/finish', { method: 'POST', body: claim })).username;
  }
}

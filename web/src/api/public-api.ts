import type { Challenge, SignUp, Site } from '../wire';
import type { SessionHolder } from './session';

/** The calls for somebody who is not signed in. */
export class PublicApi {
  constructor(private readonly session: SessionHolder) {}

  async signUp(account: SignUp): Promise<void> {
    await this.session.open('/api/auth/signup', { method: 'POST', body: account });
    await this.session.login(account.username, account.password);
  }

  /** Work for the browser, without which nobody signs up where the deployment wants it. */
  challenge(): Promise<Challenge> {
    return this.session.open('/api/auth/challenge');
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

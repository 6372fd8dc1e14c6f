import type { PushDevices, PushKey, PushSubscribe } from '../wire';
import type { SessionHolder } from './session';

/** The calls about where notices are pushed to: apart from the others, as they come with what needs them. */
export class PushApi {
  constructor(private readonly session: Pick<SessionHolder, 'authorised'>) {}

  /** What browsers subscribe with; rejects with `push_off` where the deployment pushes nothing. */
  async key(): Promise<string> {
    return (await this.session.authorised<PushKey>('/api/push/key')).public_key;
  }

  devices(): Promise<PushDevices> {
    return this.session.authorised('/api/push/devices');
  }

  subscribe(subscription: PushSubscribe): Promise<void> {
    return this.session.authorised('/api/push/subscribe', { method: 'POST', body: subscription });
  }

  unsubscribe(endpoint: string): Promise<void> {
    return this.session.authorised('/api/push/unsubscribe', { method: 'POST', body: { endpoint } });
  }

  /** Pushes a notice to one of the user's browsers. */
  test(endpoint: string): Promise<void> {
    return this.session.authorised('/api/push/test', { method: 'POST', body: { endpoint } });
  }
}

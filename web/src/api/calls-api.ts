import type { IceServers } from '../wire';
import type { SessionHolder } from './session';

/** The HTTP part of calls: apart from the others, as it comes with what needs it. */
export class CallsApi {
  constructor(private readonly session: Pick<SessionHolder, 'authorised'>) {}

  /** Rejects with `calls_off` where the deployment has no calls. */
  ice(device: string): Promise<IceServers> {
    return this.session.authorised(`/api/calls/ice?device=${encodeURIComponent(device)}`);
  }
}

import { signal } from '@preact/signals';
import { ApiError } from '../../api/errors';
import type { Call } from '../../api/http';

type Step = 'asked' | 'ending' | 'ended' | 'unknown';

/** The end of mails of what was missed: by the token of a link in one of them, whoever is signed in. */
export class MailStop {
  readonly step = signal<Step>('asked');
  /** What went wrong, and may not the next time. */
  readonly failure = signal<unknown>(null);

  constructor(
    private readonly token: string,
    private readonly open: (path: string, call: Call) => Promise<unknown>,
  ) {
    if (!token) this.step.value = 'unknown';
  }

  /** Ends them; a token that is nobody's is `unknown`. */
  async end(): Promise<void> {
    if (this.step.value !== 'asked') return;
    this.step.value = 'ending';
    this.failure.value = null;
    try {
      await this.open(`/api/mail/unsubscribe?token=${encodeURIComponent(this.token)}`, { method: 'POST' });
      this.step.value = 'ended';
    } catch (error) {
      const isUnknown = error instanceof ApiError && (error.status === 404 || error.status === 422);
      this.step.value = isUnknown ? 'unknown' : 'asked';
      if (!isUnknown) this.failure.value = error;
    }
  }
}

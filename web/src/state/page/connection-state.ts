import { batch, computed, signal } from '@preact/signals';
import type { Connection, ConnectionStatus } from '../../sync/connection/connection';

/** What the page shows of the connection. */
export class ConnectionState {
  readonly state = signal<ConnectionStatus>('stopped');
  readonly offline = signal(false);
  /** True once a connection was open: from then on, none means that it was lost. */
  readonly openedOnce = signal(false);
  readonly reconnecting = computed(() => this.openedOnce.value && this.state.value !== 'open');

  /** Takes over how the connection is now; says whether it has just opened, or come back. */
  take({ status, offline }: Pick<Connection, 'status' | 'offline'>): 'opened' | 'back' | null {
    const opened = status === 'open' && this.state.value !== 'open';
    const before = this.openedOnce.value;
    batch(() => {
      this.state.value = status;
      this.offline.value = offline;
      if (opened) this.openedOnce.value = true;
    });
    if (!opened) return null;
    return before ? 'back' : 'opened';
  }
}

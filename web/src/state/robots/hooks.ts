import { signal } from '@preact/signals';
import type { RobotsApi } from '../../api/robots-api';
import type { Hook, HookMade } from '../../wire';
import { WholeList } from './whole-list';

type HookCalls = Pick<RobotsApi, 'hooks' | 'addHook' | 'deleteHook'>;

/** The hooks of a chat. */
export class Hooks extends WholeList<Hook> {
  /** The one that was made last: its address is told but once. */
  readonly told = signal<HookMade | null>(null);

  constructor(
    private readonly api: HookCalls,
    private readonly room: string,
  ) {
    super(() => api.hooks(room));
  }

  add(name: string): Promise<void> {
    return this.changing(async () => {
      this.told.value = await this.api.addHook(this.room, name);
    });
  }

  async remove(id: string): Promise<void> {
    await this.changing(() => this.api.deleteHook(this.room, id));
    if (this.told.value?.id === id) this.told.value = null;
  }
}

import { computed } from '@preact/signals';
import { CallsApi } from '../../api/calls-api';
import type { SessionHolder } from '../../api/session';
import type { Calls } from '../../calls/session';
import type { Chats } from '../chats/chats';
import { clock, signals } from '../page/browser';
import { storage } from '../page/browser-features';

/** Brings what makes calls: with the first one that the user makes or answers. Rejects where it does not come. */
export async function engineOf(chats: Chats, session: SessionHolder): Promise<Calls> {
  const { createCalls } = await import('../../calls');
  const api = new CallsApi(session);
  return createCalls({
    me: chats.me,
    device: crypto.randomUUID(),
    send: (frame) => chats.client.connection.send(frame),
    connected: computed(() => chats.connection.state.value === 'open'),
    ice: (device) => api.ice(device),
    clock,
    signals,
    uuid: () => crypto.randomUUID(),
    storage,
  });
}

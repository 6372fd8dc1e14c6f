/** What a page knows of calls, for whoever is signed in. It comes with the first call that is heard of. */
import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { Api } from '../../api/index';
import type { SessionHolder } from '../../api/session';
import { bringCallWords } from '../../text/summary';
import type { Chats } from '../chats/chats';
import { clock } from '../page/browser';
import { CallCenter } from './call-center';
import { callCenter } from './current';
import { engineOf } from './engine';
import { CallPeople } from './people';
import { followRings } from './ring-alert';

let owner: Chats | null = null;

/** The calls of the signed-in user, the same as long as they are; throws where nobody is. */
export function centerOf(chats: ReadonlySignal<Chats | null>, api: Api, session: SessionHolder): CallCenter {
  const own = chats.value;
  if (!own) throw new Error('Nobody is signed in.');
  const known = callCenter.value;
  if (known && owner === own) return known;
  owner = own;
  const center = new CallCenter({
    me: own.me,
    people: new CallPeople(own, (username) => api.profile(username)),
    clock,
    list: own.list,
    changeList: (change) => own.listLoader.change(change),
    engine: () => engineOf(own, session),
  });
  callCenter.value = center;
  void bringCallWords().catch(() => undefined);
  const unfollow = followRings(center, own);
  const unwatch = effect(() => {
    if (chats.value === own) return;
    untracked(() => {
      unfollow();
      center.stop();
      if (callCenter.value === center) callCenter.value = null;
    });
    queueMicrotask(() => unwatch());
  });
  return center;
}

/** The browser's own notification of a call that rings, for a page that is out of sight: as a push of it would be. */
import { callText } from '../../text/calls/index';
import { pushText } from '../../text/push/index';
import { preferences } from '../account/appearance';
import type { CallAnswer, NoticeData, NoticeOptions } from '../notices/worker-protocol';
import { browserFeature, notifications, serviceWorkers } from '../page/browser-features';
import type { CallPeople } from './people';
import type { Ring } from './ringing';

/** The tab that has it shows the notification. */
const LOCK = 'snowfight.ring-notice';
const ICON = '/icon-192.png';
const ACCEPT: CallAnswer = 'accept';
const DECLINE: CallAnswer = 'decline';

/** Shows it where the user wants notifications and does not see the page; a push may have been quicker. */
export async function showRing(ring: Ring, people: CallPeople): Promise<void> {
  if (!document.hidden || !preferences.choices.value.notifications || notifications()?.permission !== 'granted') return;
  const locks = browserFeature(() => navigator.locks);
  await (locks ? locks.request(LOCK, { ifAvailable: true }, (lock) => lock && show(ring, people)) : show(ring, people));
}

/** Takes back what is shown of it, also by a push. */
export async function withdrawRing(ring: Ring): Promise<void> {
  for (const shown of await shownOf(ring)) shown.close();
}

async function show(ring: Ring, people: CallPeople): Promise<void> {
  const { room, call, username, video } = ring;
  const registration = await serviceWorkers()?.getRegistration();
  if (!registration || (await shownOf(ring)).length > 0) return;
  const person = people.person(room, username);
  const words = video ? callText.ring.video : callText.ring.voice;
  const data: NoticeData = { url: `/chat/${encodeURIComponent(room)}?accept=${encodeURIComponent(call)}`, room, call };
  const options: NoticeOptions = {
    ...{ tag: room, data, icon: person.avatar_url ?? ICON, badge: ICON, renotify: true, requireInteraction: true },
    body: words({ name: person.display_name }),
    actions: [
      { action: ACCEPT, title: pushText.notice.accept },
      { action: DECLINE, title: pushText.notice.decline },
    ],
  };
  await registration.showNotification(people.title(room) || person.display_name, options);
}

async function shownOf({ room, call }: Ring): Promise<Notification[]> {
  const registration = await serviceWorkers()?.getRegistration();
  const shown = (await registration?.getNotifications({ tag: room })) ?? [];
  return shown.filter(({ data }) => (data as Partial<NoticeData> | null)?.call === call);
}

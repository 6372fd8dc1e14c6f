/** A call that rings, as a notification that stays: until it is answered, over or missed. */
import type { CallAnswer, NoticeData, NoticeOptions } from '../../state/notices/worker-protocol';
import { LOOK } from './look';
import type { RingPayload } from './payload';
import { isVisible, type Scope } from './scope';
import { keptWords } from './words';

const ACCEPT: CallAnswer = 'accept';
const DECLINE: CallAnswer = 'decline';

/** Shows it until it expires; a page that the user sees shows it by itself. A click leads to the chat, and answers. */
export async function ring({ registration, windows }: Scope, payload: RingPayload): Promise<void> {
  if (isVisible(await windows())) return;
  const { room, call, title, body, icon, url, expires } = payload;
  const words = await keptWords();
  const actions = words && [
    { action: ACCEPT, title: words.accept },
    { action: DECLINE, title: words.decline },
  ];
  const data: NoticeData = { url: withAnswer(url, call), room, call };
  const options: NoticeOptions = {
    ...LOOK,
    ...(icon && { icon }),
    tag: room,
    body,
    data,
    ...(actions && { actions }),
    renotify: true,
    requireInteraction: true,
    timestamp: Date.now(),
  };
  await registration.showNotification(title, options);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, expires - Date.now())));
  for (const shown of await registration.getNotifications({ tag: room }))
    if ((shown.data as Partial<NoticeData> | null)?.call === call) shown.close();
}

/** The page answers the call that its address names (`components/calls/use-answer.ts`). */
const withAnswer = (url: string, call: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}accept=${encodeURIComponent(call)}`;

/** A notification was clicked, or its action. */
import type { CallAnswer, MarkRead, NoticeData, NoticeOptions } from '../../state/notices/worker-protocol';
import { decline } from './decline';
import { markRead } from './mark-read';
import type { Scope } from './scope';

const MARK_READ: MarkRead = 'read';
const DECLINE: CallAnswer = 'decline';

type Clicked = Pick<Notification, 'title' | 'body' | 'icon' | 'tag' | 'data' | 'close'>;

/** Actions read the chat, or decline the call, without a page; all else leads there. All take the notification away. */
export async function clicked(scope: Scope, notification: Clicked, action: string): Promise<void> {
  const { url = '/', room, seq, call } = (notification.data ?? {}) as Partial<NoticeData>;
  notification.close();
  const back = () => again(scope, notification);
  if (action === MARK_READ && room !== undefined && seq !== undefined) await markRead({ room, seq }).catch(back);
  else if (action === DECLINE && room !== undefined && call !== undefined) await decline({ room, call }).catch(back);
  else await lead(scope, url);
}

/** Into the window that is open, which goes there by itself; else into a new one. */
async function lead({ windows, openWindow }: Scope, url: string): Promise<void> {
  const open = await windows();
  const page = open.find(({ focused }) => focused) ?? open[0];
  if (!page) {
    await openWindow(url);
    return;
  }
  page.postMessage({ open: url }, []);
  await page.focus();
}

/** It is not read: it is shown as before, without a sound. What the user chose may work later. */
async function again({ registration }: Scope, notification: Clicked): Promise<void> {
  const { title, body, icon, tag, data } = notification;
  const { actions } = notification as NoticeOptions;
  const options: NoticeOptions = { body, icon, tag, data, actions: [...(actions ?? [])], silent: true };
  await registration.showNotification(title, options);
}

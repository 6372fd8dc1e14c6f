/** What becomes of a push: a notification, one a chat, and the badge. */
import type { MarkRead, NoticeData, NoticeOptions, ToldQuestion } from '../../state/notices/worker-protocol';
import { LOOK } from './look';
import { isRead, isRing, payloadOf, type ReadPayload, type ShownPayload } from './payload';
import { ring } from './ring';
import { isVisible, type Scope, type SiteWindow } from './scope';
import { keptWords } from './words';

const BRAND = 'Monkey Snowfight';
const MARK_READ: MarkRead = 'read';
/** The tag of what belongs to no chat. */
const NEWS = 'news';
/** The tag of what is shown for a moment only. */
const MOMENT = 'moment';
/** So long, in milliseconds, the pages may take to say what they have told: a busy one takes its time. */
const ANSWER = 2_000;

/** A push came. What cannot be read is shown all the same: browsers punish a push that shows nothing. */
export async function pushed(scope: Scope, text: string | undefined): Promise<void> {
  const payload = payloadOf(text);
  if (!payload) {
    await scope.registration.showNotification(BRAND, await newsOptions());
    return;
  }
  await (isRead(payload) ? takeBack(scope, payload) : isRing(payload) ? ring(scope, payload) : tell(scope, payload));
  if (payload.room) await badge(payload.unread);
}

/** The server's count on the app's icon; none for 0. */
export async function badge(unread: number): Promise<void> {
  const badging = unread > 0 ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.();
  await badging?.catch(() => undefined); // no installed app, or none that has a badge
}

async function newsOptions(): Promise<NoticeOptions> {
  const data: NoticeData = { url: '/' };
  return { ...LOOK, tag: NEWS, body: (await keptWords())?.news ?? '', data };
}

/**
 * Shows a message. One that a page has told of already calls nobody again, but takes the place of what is shown; where
 * the user has put that away, it goes at once.
 */
async function tell({ registration, windows }: Scope, payload: ShownPayload): Promise<void> {
  const { seq, title } = payload;
  const tag = tagOf(payload);
  const [open, shown] = await Promise.all([windows(), registration.getNotifications({ tag })]);
  const told = await toldBy(open, payload);
  if (told && isVisible(open)) return;
  const newest = Math.max(0, ...shown.map(seqOf));
  if (seq !== null && seq < newest) return;
  const fresh = !told && (seq === null || seq > newest);
  const options: NoticeOptions = { ...(await optionsOf(payload)), renotify: fresh, silent: !fresh };
  await registration.showNotification(title, options);
  if (told && shown.length === 0) await closeUpTo(registration, tag, seq ?? 0);
}

const tagOf = ({ room }: Pick<ShownPayload, 'room'>): string => room || NEWS;

async function optionsOf(payload: ShownPayload): Promise<NoticeOptions> {
  const { kind, room, seq, body, icon, url } = payload;
  const read = seq !== null && kind === 'message' ? (await keptWords())?.read : undefined;
  const data: NoticeData = { url, room, ...(seq !== null && { seq }) };
  const actions = read ? [{ action: MARK_READ, title: read }] : [];
  return { ...LOOK, ...(icon && { icon }), tag: tagOf(payload), body, data, actions, timestamp: Date.now() };
}

/** A chat was read elsewhere. What is shown for a moment is for browsers that count a push without a notification. */
async function takeBack({ registration, windows }: Scope, { room, seq }: ReadPayload): Promise<void> {
  if (!isVisible(await windows())) {
    await registration.showNotification(BRAND, { ...LOOK, tag: MOMENT, silent: true });
    await closeUpTo(registration, MOMENT, 0);
  }
  await closeUpTo(registration, room, seq);
}

async function closeUpTo(registration: Scope['registration'], tag: string, seq: number): Promise<void> {
  for (const shown of await registration.getNotifications({ tag })) if (seqOf(shown) <= seq) shown.close();
}

const seqOf = ({ data }: Pick<Notification, 'data'>): number => (data as Partial<NoticeData> | null)?.seq ?? 0;

/** A page shows the chat to the user, or has notified of the message (`state/notices/worker-questions.ts`). */
async function toldBy(open: readonly SiteWindow[], { room, seq }: ShownPayload): Promise<boolean> {
  const question: ToldQuestion = { told: { room, seq } };
  const asked = open.map(
    (page) =>
      new Promise<boolean>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data === true);
        setTimeout(resolve, ANSWER, false);
        page.postMessage(question, [port2]);
      }),
  );
  return (await Promise.all(asked)).some(Boolean);
}

/** How a browser notifies: the sound of a soft snowball, and the system's notifications. */
import { t } from '../../text/index';
import { markedNameOf } from '../../text/names';
import { pushText } from '../../text/push/index';
import { bringCallWords, fileWords, summaryOf } from '../../text/summary';
import { notifications, serviceWorkers } from '../page/browser-features';
import type { MessageNotification } from './alerts';
import type { MarkRead, NoticeData, NoticeOptions } from './worker-protocol';

/** Whether the browser shows notifications of this site: it does, it may once asked, it does not. */
export function permission(): NotificationPermission | 'missing' {
  return (serviceWorkers() && notifications()?.permission) ?? 'missing';
}

const MARK_READ: MarkRead = 'read';
const ICON = '/icon-192.png';

/** The newest message of each chat that this page has notified of. */
const told = new Map<string, number>();

/** This page has notified of a message; the service worker asks before it shows what is pushed. */
export const hasShown = (room: string, seq: number | null): boolean => seq !== null && seq <= (told.get(room) ?? 0);

/**
 * One a chat, the newest message's, as the service worker has them too (`src/worker/push`), which answers a click. What
 * was pushed and is shown already is not shown again.
 */
export async function show({ room, message }: MessageNotification): Promise<void> {
  const registration = await serviceWorkers()?.getRegistration();
  if (!registration || permission() !== 'granted') return;
  const { seq, author, file, call, created } = message;
  if (call) await bringCallWords();
  const shown = await registration.getNotifications({ tag: room });
  told.set(room, Math.max(seq, told.get(room) ?? 0));
  if (shown.some((each) => seqOf(each) >= seq)) return;
  const data: NoticeData = { url: `/chat/${encodeURIComponent(room)}/${seq}`, room, seq };
  const options: NoticeOptions = {
    tag: room,
    body: file ? t.alerts.file({ name: fileWords(file) }) : summaryOf(message),
    icon: author.avatar_url ?? ICON,
    badge: ICON,
    data,
    actions: [{ action: MARK_READ, title: pushText.notice.read }],
    renotify: true,
    timestamp: Date.parse(created),
  };
  await registration.showNotification(markedNameOf(author), options);
}

/** Takes back what was shown of a chat. */
export const withdraw = (room: string): Promise<void> => closeUpTo(room);

/** Takes back what is shown of messages up to `seq`, of a chat or of all. */
export async function closeUpTo(room?: string, seq = Number.POSITIVE_INFINITY): Promise<void> {
  const registration = await serviceWorkers()?.getRegistration();
  const shown = (await registration?.getNotifications(room === undefined ? {} : { tag: room })) ?? [];
  for (const each of shown) if (seqOf(each) <= seq) each.close();
}

const seqOf = ({ data }: Pick<Notification, 'data'>): number => (data as Partial<NoticeData> | null)?.seq ?? 0;

let audio: AudioContext | undefined;

/** Noise that dies away, dull as snow, over a tone that falls. */
export function chime(): void {
  audio ??= new AudioContext();
  void audio.resume();
  const now = audio.currentTime;
  const loudness = (level: number, seconds: number, context: AudioContext) => {
    const gain = context.createGain();
    gain.gain.setValueAtTime(level, now);
    gain.gain.exponentialRampToValueAtTime(0.001, now + seconds);
    gain.connect(context.destination);
    return gain;
  };

  const noise = audio.createBufferSource();
  noise.buffer = audio.createBuffer(1, audio.sampleRate * 0.2, audio.sampleRate);
  const samples = noise.buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i += 1) samples[i] = Math.random() * 2 - 1;
  const snow = new BiquadFilterNode(audio, { type: 'lowpass', frequency: 900 });
  noise.connect(snow).connect(loudness(0.35, 0.18, audio));
  noise.start(now);

  const tone = audio.createOscillator();
  tone.frequency.setValueAtTime(660, now);
  tone.frequency.exponentialRampToValueAtTime(240, now + 0.14);
  tone.connect(loudness(0.18, 0.16, audio));
  tone.start(now);
  tone.stop(now + 0.2);
}

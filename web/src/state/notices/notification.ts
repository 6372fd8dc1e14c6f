/** How a browser notifies: the sound of a soft snowball, and the system's notifications. */
import { t } from '../../text/index';
import { summaryOf } from '../../text/summary';
import { notifications, serviceWorkers } from '../page/browser-features';
import type { MessageNotification, Notifier } from './alerts';

export const notifier: Notifier = { hidden: () => document.hidden, chime, show };

/** Whether the browser shows notifications of this site: it does, it may once asked, it does not. */
export function permission(): NotificationPermission | 'missing' {
  return (serviceWorkers() && notifications()?.permission) ?? 'missing';
}

const PATH = (room: string) => `/chat/${encodeURIComponent(room)}`;

/** One a chat, the newest message's; a click is the service worker's to answer (src/worker). */
async function show({ room, message }: MessageNotification): Promise<void> {
  if (permission() !== 'granted') return;
  const registration = await serviceWorkers()?.getRegistration();
  const options = { tag: room, data: PATH(room), icon: '/icon-192.png', badge: '/icon-192.png' };
  const body = message.file ? t.alerts.file({ name: message.file.filename }) : summaryOf(message);
  await registration?.showNotification(message.author.display_name, { ...options, body });
}

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

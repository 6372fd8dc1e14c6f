import { isVoiceMessage } from '../../files/voice-message';
import type { Track } from '../../voice/playback';
import { decoded, waveforms } from '../../voice/waveform';
import type { FileInfo } from '../../wire';
import { chats, files } from '../index';

/** Smaller recordings are fetched whole, in bytes: any part of them can be gone to, and their waveform drawn. */
const WHOLE = 5 * 1024 * 1024;

/** Where the page has the recording that is played. */
let memory: string | null = null;

/** What plays the file of a message, wherever in the page it is played. */
export function trackOf(room: string, seq: number, file: FileInfo): Track {
  const key = `${room} ${seq}`;
  return {
    key,
    async address() {
      const url = await files.value?.links.whole(room, seq);
      if (!url) throw new Error('nobody is signed in');
      const recording = file.bytes <= WHOLE ? await fetched(url) : null;
      if (!recording) return url;
      if (memory) URL.revokeObjectURL(memory);
      memory = URL.createObjectURL(recording);
      if (!waveforms.get(key)) void draw(key, recording);
      return memory;
    },
    next: () => (isVoiceMessage(file.filename) ? followerOf(room, seq) : null),
    belongsTo: (path) => `${path}/`.startsWith(`/chat/${encodeURIComponent(room)}/`),
  };
}

/** The recording itself; null where its keeper does not let pages read it, which may play it all the same. */
async function fetched(url: string): Promise<Blob | null> {
  try {
    const answer = await fetch(url, { referrerPolicy: 'no-referrer' });
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}

async function draw(key: string, recording: Blob): Promise<void> {
  await decoded(recording).then(
    (waveform) => waveforms.keep(key, waveform),
    () => undefined,
  );
}

/** The voice message right after another one. */
function followerOf(room: string, seq: number): Track | null {
  const file = chats.value?.room(room).find(seq + 1)?.file;
  return file && isVoiceMessage(file.filename) ? trackOf(room, seq + 1, file) : null;
}

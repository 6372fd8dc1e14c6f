import type { Picture } from '../peers/bandwidth';
import type { CallBrowser } from '../ports';
import type { MediaProblem } from '../session';

/** How the browser is to take a voice: without what comes from the speaker, without noise, not too soft. */
const VOICE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Another device is taken where that one is gone. */
export function voiceOf(device: string | null): MediaTrackConstraints {
  return device ? { ...VOICE, deviceId: { ideal: device } } : VOICE;
}

/** Which camera, and how large its pictures are to be. */
export function pictureOf(device: string | null, { width, height, frameRate }: Picture): MediaTrackConstraints {
  const size = { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate } };
  return device ? { ...size, deviceId: { ideal: device } } : size;
}

/** One track of a new capture; rejects as `getUserMedia`. */
export async function captureTrack(
  media: Pick<CallBrowser['media'], 'getUserMedia'>,
  constraints: MediaStreamConstraints,
): Promise<MediaStreamTrack> {
  const [track] = (await media.getUserMedia(constraints)).getTracks();
  if (!track) throw new DOMException('no track', 'NotFoundError');
  return track;
}

/** Why the browser gave nothing. */
export function problemOf(error: unknown): MediaProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'missing';
}

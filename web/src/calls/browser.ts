/** The world of calls, as a browser has it. */
import type { CallBrowser } from './ports';

/** Undefined where the page is not secure: then there is no microphone either. */
const media: MediaDevices | undefined = navigator.mediaDevices;

const NONE = { enumerateDevices: async () => [], addEventListener: () => {}, removeEventListener: () => {} };

function missing(): never {
  throw new DOMException('no devices', 'NotFoundError');
}

export const browser: CallBrowser = {
  media: media ?? { ...NONE, getUserMedia: async () => missing(), getDisplayMedia: async () => missing() },
  canShare: typeof media?.getDisplayMedia === 'function',
  connect: (configuration) => new RTCPeerConnection(configuration),
  stream: () => new MediaStream(),
  leaving(fn) {
    window.addEventListener('pagehide', fn);
    return () => window.removeEventListener('pagehide', fn);
  },
};

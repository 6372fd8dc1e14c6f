import { PictureInPicture2 } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CallSession } from '../../calls/session';
import { callText } from '../../text/calls/index';

/** The element that the browser shows apart. It stays in the page as long as the call, so that one can walk on. */
let source: HTMLVideoElement | null = null;

export function PictureSource({ session }: { session: CallSession }) {
  const element = useRef<HTMLVideoElement>(null);
  const stream = featured(session);

  useEffect(() => {
    source = element.current;
    return () => {
      if (document.pictureInPictureElement === source) void document.exitPictureInPicture().catch(() => undefined);
      source = null;
    };
  }, []);
  useEffect(() => {
    const video = element.current;
    if (video && document.pictureInPictureElement === video && video.srcObject !== stream) show(video, stream);
  }, [stream]);

  return <video ref={element} muted playsInline aria-hidden tabIndex={-1} class="sr-only" />;
}

/** Shows the call apart from the page, over other windows; where the browser can, and there is anything to see. */
export function PictureButton({ session }: { session: CallSession }) {
  const stream = featured(session);
  if (!document.pictureInPictureEnabled || !stream) return null;
  const words = callText.control.picture;
  return (
    <button type="button" aria-label={words} title={words} onClick={() => void toggle(stream)} class="call-round">
      <PictureInPicture2 size="1.375rem" aria-hidden />
    </button>
  );
}

/** What is worth seeing most: a shared screen, who speaks, anybody. */
function featured({ peers }: CallSession): MediaStream | null {
  const seen = peers.value.filter(({ camera, stream }) => camera.value && stream.value);
  const speaker = seen.find(({ speaking }) => speaking.value) ?? seen[0];
  const sharing = peers.value.find(({ screen }) => screen.value);
  return sharing?.screen.value ?? speaker?.stream.value ?? null;
}

async function toggle(stream: MediaStream): Promise<void> {
  if (!source) return;
  if (document.pictureInPictureElement === source) return document.exitPictureInPicture();
  show(source, stream);
  await source.play().catch(() => undefined);
  await source.requestPictureInPicture().catch(() => undefined); // the browser may refuse at any time
}

function show(video: HTMLVideoElement, stream: MediaStream | null): void {
  video.srcObject = stream;
  void video.play().catch(() => undefined);
}

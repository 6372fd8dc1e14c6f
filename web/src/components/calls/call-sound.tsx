import { useEffect, useRef } from 'preact/hooks';
import type { CallSession } from '../../calls/session';
import { waitingTone } from '../../state/calls/tone';

/** The voices of a call, and the sound of shared screens. They go on wherever the user walks. */
export function CallSound({ session }: { session: CallSession }) {
  const speaker = session.local.chosen.speaker.value;
  const waiting = session.peers.value.length === 0 && session.state.value?.state === 'ringing';

  useEffect(() => {
    if (!waiting) return;
    const stopped = new AbortController();
    void waitingTone(stopped.signal).catch(() => undefined);
    return () => stopped.abort();
  }, [waiting]);

  return (
    <>
      {session.peers.value.flatMap((peer) => [
        <Sound key={peer.device} stream={peer.stream.value} speaker={speaker} />,
        <Sound key={`screen ${peer.device}`} stream={peer.screen.value} speaker={speaker} />,
      ])}
    </>
  );
}

function Sound({ stream, speaker }: { stream: MediaStream | null; speaker: string | null }) {
  const element = useRef<HTMLAudioElement>(null);

  useEffect(() => {
    const audio = element.current;
    if (!audio || audio.srcObject === stream) return;
    audio.srcObject = stream;
    // The user has clicked to be in the call, so the browser plays it; one that refuses goes on at the next click.
    audio
      .play()
      .catch(() => document.addEventListener('click', () => void audio.play().catch(() => undefined), { once: true }));
  }, [stream]);
  useEffect(() => {
    void element.current?.setSinkId?.(speaker ?? '').catch(() => undefined);
  }, [speaker]);

  // biome-ignore lint/a11y/useMediaCaption: what people say in a call is written down by nobody
  return <audio ref={element} autoplay hidden />;
}

import { useSignalEffect } from '@preact/signals';
import { Play } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { MessageLine } from '../../state/chats/message-lines';
import { playback } from '../../state/voice/playback';
import { t } from '../../text/index';
import { lengthOf } from '../../text/time';
import { voiceText } from '../../text/voice/index';
import { NoPicture } from '../message/message-picture';
import { usePicture } from '../message/use-picture';

interface Props {
  line: MessageLine;
  name: string;
  seconds: number | null;
  /** In pixels. */
  box: { width: number; height: number };
}

/** A film, of which nothing is asked for before somebody plays it. */
export function VideoPlayer({ line, name, seconds, box }: Props) {
  const [wanted, setWanted] = useState(false);
  return (
    <div
      class="relative grid max-w-full place-items-center bg-sunken"
      style={{ width: `${box.width}px`, height: `${box.height}px` }}
    >
      {wanted ? (
        <Film line={line} name={name} />
      ) : (
        <button
          type="button"
          disabled={line.seq === 0}
          aria-label={voiceText.player.play({ name })}
          onClick={() => setWanted(true)}
          class="grid size-full cursor-pointer place-items-center disabled:cursor-default"
        >
          <span class="btn btn-main size-14 px-0">
            <Play size="1.5rem" aria-hidden class="fill-current" />
          </span>
        </button>
      )}
      {!wanted && seconds !== null && (
        <span class="pointer-events-none absolute right-2 bottom-2 rounded-full bg-surface px-2 text-xs font-bold tabular-nums">
          {lengthOf(seconds)}
        </span>
      )}
    </div>
  );
}

/** In the browser's own player. Whatever else is heard in the page falls silent, and the other way round. */
function Film({ line, name }: Pick<Props, 'line' | 'name'>) {
  const { url, fault, missed, again } = usePicture(line, 'whole');
  const film = useRef<HTMLVideoElement>(null);
  /** So many seconds of it were played: a link ends within minutes, and the next one goes on from there. */
  const played = useRef(0);
  useSignalEffect(() => {
    if (playback.heard.value) film.current?.pause();
  });
  if (fault) return <NoPicture fault={fault} words={t.files.noPreview} again={again} />;
  if (!url) return null;
  return (
    // biome-ignore lint/a11y/useMediaCaption: what people send has none
    <video
      ref={film}
      src={url}
      controls
      autoplay
      playsinline
      preload="none"
      aria-label={name}
      onPlay={() => playback.pause()}
      onError={missed}
      onTimeUpdate={({ currentTarget }) => {
        played.current = currentTarget.currentTime;
      }}
      onLoadedMetadata={({ currentTarget }) => {
        if (played.current > 0) currentTarget.currentTime = played.current;
        currentTarget.focus();
      }}
      class="size-full min-h-0"
    />
  );
}

import { useMemo } from 'preact/hooks';
import { displaySize } from '../../files/image-size';
import { mediaOf } from '../../files/media';
import type { MessageLine } from '../../state/chats/message-lines';
import { trackOf } from '../../state/voice/message-track';
import { fileWords } from '../../text/summary';
import { waveforms } from '../../voice/waveform';
import type { FileInfo } from '../../wire/index';
import { AudioPlayer } from './audio-player';
import { VideoPlayer } from './video-player';

interface Props {
  line: MessageLine;
  file: FileInfo;
}

/** The sound or the film of a message. It takes the same room from the first, and loads nothing before it is played. */
export function MediaPlayer({ line, file }: Props) {
  const { filename, width, height, duration = null } = file;
  if (mediaOf(file)?.kind !== 'video') return <Sound line={line} file={file} />;
  return <VideoPlayer line={line} name={filename} seconds={duration} box={displaySize(width || 320, height || 180)} />;
}

function Sound({ line: { room, seq, own }, file }: Props) {
  const { filename, duration = null } = file;
  const track = useMemo(() => trackOf(room, seq, file), [room, seq, filename]);
  // What was recorded in this page is known by its name.
  const waveform = waveforms.get(track.key) ?? (own ? waveforms.get(filename) : undefined);
  return (
    <div class="w-80 max-w-full">
      <AudioPlayer
        track={track}
        name={fileWords({ filename })}
        seconds={duration}
        waveform={waveform}
        disabled={seq === 0}
      />
    </div>
  );
}

import { SendHorizontal, Trash2 } from 'lucide-preact';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../text/index';
import { voiceText } from '../../text/voice/index';
import type { Recorded } from '../../voice/recording';
import { AudioPlayer } from '../media/audio-player';

interface Props {
  recorded: Recorded;
  remove(): void;
  send(): void;
}

/** A voice message that was recorded: it can be listened to before it is sent. */
export function RecordedBar({ recorded: { file, seconds, waveform }, remove, send }: Props) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const track = useMemo(() => ({ key: file.name, address: () => Promise.resolve(address) }), [file, address]);
  return (
    <>
      <button
        type="button"
        aria-label={voiceText.recorder.remove}
        title={voiceText.recorder.remove}
        onClick={remove}
        class="icon-btn"
      >
        <Trash2 size="1.25rem" aria-hidden />
      </button>
      <div class="min-w-0 flex-1 rounded-3xl border border-line bg-paper">
        <AudioPlayer track={track} name={t.files.voice} seconds={seconds} waveform={waveform} first />
      </div>
      <button
        type="button"
        aria-label={voiceText.recorder.send}
        title={voiceText.recorder.send}
        onClick={send}
        class="btn btn-main size-12 shrink-0 px-0 low:h-10"
      >
        <SendHorizontal size="1.25rem" aria-hidden />
      </button>
    </>
  );
}

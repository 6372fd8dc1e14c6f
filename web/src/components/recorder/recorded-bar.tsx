import { SendHorizontal, Trash2 } from 'lucide-preact';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../text/index';
import { voiceText } from '../../text/voice/index';
import type { Recorded } from '../../voice/recording';
import { IconButton } from '../forms/icon-button';
import { AudioPlayer } from '../media/audio-player';
import { ROUND } from './round';

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
      <IconButton label={voiceText.recorder.remove} icon={Trash2} onClick={remove} />
      <div class="min-w-0 flex-1 rounded-3xl border border-line bg-paper">
        <AudioPlayer track={track} name={t.files.voice} seconds={seconds} waveform={waveform} first />
      </div>
      <IconButton label={voiceText.recorder.send} icon={SendHorizontal} class={ROUND} onClick={send} />
    </>
  );
}

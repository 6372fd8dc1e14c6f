import { useEffect, useRef } from 'preact/hooks';
import { clock } from '../../state/page/browser';
import { playback } from '../../state/voice/playback';
import { voiceText } from '../../text/voice/index';
import { openMicrophone } from '../../voice/microphone';
import type { Press } from '../../voice/press';
import { Recording } from '../../voice/recording';
import { waveforms } from '../../voice/waveform';
import { RecordedBar } from './recorded-bar';
import { RecordingBar } from './recording-bar';
import { RecordingFault } from './recording-fault';
import { useHold } from './use-hold';

interface Props {
  press: Press;
  send(files: File[]): void;
  leave(): void;
}

/** Over the composer: a voice message while it is recorded, and then to be listened to, sent or deleted. */
export function VoiceRecorder({ press, send, leave }: Props) {
  press.recording ??= begun();
  const { recording } = press;
  const box = useRef<HTMLDivElement>(null);
  const phase = recording.phase.value;
  const { recorded } = recording;

  const end = () => {
    recording.cancel();
    if (recorded) playback.stop(recorded.file.name);
    leave();
    // As soon as it can have it.
    setTimeout(() => press.button.focus());
  };
  const hold = useHold(press, recording, end);
  useKept(recording, leave);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [phase]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads no further than to what was recorded
    <div
      ref={box}
      data-testid="recorder"
      data-phase={phase}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        void recording.stop();
      }}
      class="relative flex min-h-12 items-center gap-2 low:min-h-10"
    >
      <Hint recording={recording} hold={hold} />
      {phase === 'failed' && <RecordingFault fault={recording.fault.value} close={end} />}
      {phase === 'recorded' && recorded && (
        <RecordedBar
          recorded={recorded}
          remove={end}
          send={() => {
            waveforms.keep(recorded.file.name, recorded.waveform);
            send([recorded.file]);
            end();
          }}
        />
      )}
      {(phase === 'asking' || phase === 'recording') && <RecordingBar recording={recording} cancel={end} />}
    </div>
  );
}

function begun(): Recording {
  playback.pause();
  // The time of day may be set meanwhile.
  const steady = { now: () => performance.now(), after: clock.after };
  const recording = new Recording({ clock: steady, microphone: openMicrophone });
  void recording.begin();
  return recording;
}

/** Who walks to another chat finds it ended, and kept, when they come back; who closes the page is asked first. */
function useKept(recording: Recording, leave: () => void): void {
  useEffect(() => {
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      if (recording.phase.value === 'recording') void recording.stop();
      else if (recording.phase.value !== 'recorded') leave();
      playback.stop(recording.recorded?.file.name ?? '');
    };
  }, []);
}

/** What happens, said aloud, and shown where it is no matter of course. */
function Hint({ recording, hold }: { recording: Recording; hold: 'free' | 'held' | 'away' }) {
  const { phase, full } = recording;
  const held = phase.value === 'recording' && hold !== 'free';
  const shown = held || full.value;
  return (
    <p
      role="status"
      class={
        shown
          ? 'absolute end-0 bottom-full mb-2 rounded-full border border-line bg-surface px-3 py-1 text-sm font-semibold shadow-card'
          : 'sr-only'
      }
    >
      {held ? voiceText.recorder[hold as 'held' | 'away'] : wordsOf(recording)}
    </p>
  );
}

function wordsOf({ phase, full }: Recording): string {
  if (full.value) return voiceText.recorder.full;
  if (phase.value === 'recorded') return voiceText.recorder.ready;
  return phase.value === 'asking'
    ? voiceText.recorder.asking
    : phase.value === 'recording'
      ? voiceText.recorder.recording
      : '';
}

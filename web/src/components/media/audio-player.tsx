import { Pause, Play } from 'lucide-preact';
import { playback } from '../../state/voice/playback';
import { locale, wordsForCode } from '../../text/index';
import { lengthOf } from '../../text/time';
import { voiceText } from '../../text/voice/index';
import type { Track } from '../../voice/playback';
import { Waveform } from '../../voice/waveform';
import { WaveformView } from './waveform-view';

interface Props {
  track: Track;
  name: string;
  /** How long it is; null where that is not known. */
  seconds: number | null;
  waveform: Waveform | undefined;
  /** It is on its way, and cannot be played yet. */
  disabled?: boolean;
  /** It has the focus as soon as it is there. */
  first?: boolean;
}

/** Plays one recording: where in it one is can be seen and changed, how fast it goes too. */
export function AudioPlayer({ track, name, seconds, waveform = Waveform.unknown, disabled = false, first }: Props) {
  const { key } = track;
  const current = playback.track.value?.key === key;
  const heard = playback.heard.value === key;
  const length = seconds ?? (current ? playback.length.value : null);
  const at = Math.min(playback.position(key), length ?? Number.POSITIVE_INFINITY);
  const failed = current && playback.state.value === 'failed';
  const Icon = heard ? Pause : Play;
  return (
    <div data-testid="player" class="flex h-16 w-full items-center gap-2 px-2">
      <button
        type="button"
        data-first={first}
        disabled={disabled}
        aria-label={heard ? voiceText.player.pause({ name }) : voiceText.player.play({ name })}
        aria-busy={current && playback.state.value === 'loading'}
        onClick={() => playback.toggle(track)}
        class="btn btn-main size-11 shrink-0 px-0"
      >
        <Icon size="1.125rem" aria-hidden class="fill-current" />
      </button>
      <div class="min-w-0 flex-1">
        <Position {...{ track, waveform, at, length, disabled }} />
        <p class="truncate text-xs text-soft tabular-nums">
          {failed ? <span role="alert">{faultWords()}</span> : timeOf(at, length, current)}
        </p>
      </div>
      <Speed />
    </div>
  );
}

interface PositionProps extends Pick<Props, 'track' | 'disabled'> {
  waveform: Waveform;
  at: number;
  length: number | null;
}

/** Keys of a slider: in it they lead to no other message. */
const KEYS = /^(Arrow|Page|Home|End)/;

const stay = (event: Event): void => event.stopPropagation();

/** The waveform, with a slider over it that is not to be seen itself. */
function Position({ track, waveform, at, length, disabled }: PositionProps) {
  const whole = length ?? 0;
  return (
    <div dir="ltr" class="relative h-7 rounded-md has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2">
      <WaveformView waveform={waveform} share={whole > 0 ? at / whole : 0} />
      <input
        type="range"
        min={0}
        max={whole}
        step={whole > 20 ? 1 : 0.1}
        value={at}
        disabled={disabled || whole === 0}
        aria-label={voiceText.player.position}
        aria-valuetext={voiceText.player.at({ at: lengthOf(at), length: lengthOf(whole) })}
        onKeyDown={(event) => KEYS.test(event.key) && stay(event)}
        // Nor does a finger on it draw the message aside.
        onPointerDown={stay}
        onTouchStart={stay}
        onInput={({ currentTarget }) => playback.seek(track.key, currentTarget.valueAsNumber)}
        class="absolute inset-0 size-full cursor-pointer touch-none opacity-0 disabled:cursor-default"
      />
    </div>
  );
}

/** One for all that is played. */
function Speed() {
  const speed = new Intl.NumberFormat(locale.value).format(playback.speed.value);
  const times = voiceText.player.times({ speed });
  return (
    <button
      type="button"
      aria-label={voiceText.player.speed({ speed: times })}
      title={voiceText.player.speed({ speed: times })}
      onClick={() => playback.faster()}
      class="min-h-8 w-11 shrink-0 rounded-full bg-shade text-xs font-bold tabular-nums"
    >
      {times}
    </button>
  );
}

/** Where one is while it is played, else how long it is. */
function timeOf(at: number, length: number | null, current: boolean): string {
  if (length === null) return lengthOf(at);
  return current || at > 0 ? `${lengthOf(at)} / ${lengthOf(length)}` : lengthOf(length);
}

function faultWords(): string {
  return playback.fault.value === 'no_file' ? wordsForCode('no_file') : voiceText.player.failed;
}

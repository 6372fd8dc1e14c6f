import { Square, Trash2 } from 'lucide-preact';
import { lengthOf } from '../../text/time';
import { voiceText } from '../../text/voice/index';
import type { Recording } from '../../voice/recording';
import { IconButton } from '../forms/icon-button';
import { ROUND } from './round';

/** So many of the latest levels are shown, as far as there is room. */
const SHOWN = 60;

/** What is recorded just now: for how long, how loud, and the ways to end it. */
export function RecordingBar({ recording, cancel }: { recording: Recording; cancel(): void }) {
  const asking = recording.phase.value === 'asking';
  return (
    <>
      <IconButton label={voiceText.recorder.cancel} icon={Trash2} onClick={cancel} />
      <div class="flex h-12 min-w-0 flex-1 items-center gap-2 rounded-3xl border border-line bg-paper px-4 low:h-10">
        <span aria-hidden class="size-2.5 shrink-0 animate-pulse rounded-full bg-danger motion-reduce:animate-none" />
        {asking ? (
          <span class="truncate text-sm text-soft">{voiceText.recorder.asking}</span>
        ) : (
          <>
            <span role="timer" class="shrink-0 font-semibold tabular-nums">
              {lengthOf(Math.floor(recording.elapsed.value / 1000))}
            </span>
            <Levels levels={recording.levels.value} />
          </>
        )}
      </div>
      <IconButton
        label={voiceText.recorder.stop}
        icon={Square}
        size="1.125rem"
        iconClass="fill-current"
        class={ROUND}
        data-first
        disabled={asking}
        onClick={() => void recording.stop()}
      />
    </>
  );
}

/** The newest at the end of the line. */
function Levels({ levels }: { levels: readonly number[] }) {
  return (
    <span
      data-testid="levels"
      aria-hidden
      class="flex h-8 min-w-0 flex-1 items-center justify-end gap-0.5 overflow-hidden"
    >
      {levels.slice(-SHOWN).map((level, i) => (
        <span
          key={levels.length - SHOWN + i}
          class="drawn w-0.75 shrink-0 rounded-full bg-accent"
          style={{ height: `${Math.max(10, Math.round(level * 100))}%` }}
        />
      ))}
    </span>
  );
}

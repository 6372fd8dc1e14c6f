import { PhoneOff, X } from 'lucide-preact';
import type { End } from '../../calls/session';
import type { CallCenter } from '../../state/calls/call-center';
import { callText } from '../../text/calls/index';
import { t, wordsForCode } from '../../text/index';

/** How a call ended, or why there is none, and what can be done about it. */
export function CallTrouble({ center, end }: { center: CallCenter; end: End | null }) {
  const title = center.people.title(center.wish.value?.room ?? '');
  const code = end?.by === 'error' ? end.code : null;
  return (
    <div role="status" data-testid="call-end" class="call-bar call-ended safe-x">
      <PhoneOff size="1.25rem" aria-hidden class="shrink-0" />
      <p class="min-w-0 flex-1 font-bold wrap-anywhere">{end ? wordsFor(end, title) : wordsForCode('chunk')}</p>
      {code === 'call_busy' && <Act words={callText.end.leaveOther} act={() => center.again(true)} />}
      {code === 'no_relay' && <Act words={callText.end.showAddress} act={() => center.withoutRelay()} />}
      {code !== 'call_busy' && canRepeat(end) && <Act words={callText.start.again} act={() => center.again()} />}
      <button type="button" aria-label={t.dialog.close} onClick={() => center.close()} class="icon-btn">
        <X size="1.25rem" aria-hidden />
      </button>
    </div>
  );
}

function Act({ words, act }: { words: string; act(): Promise<void> }) {
  return (
    <button type="button" class="btn btn-main min-h-9 px-4" onClick={() => void act()}>
      {words}
    </button>
  );
}

/** After these it would be no use, or is none of the user's. */
const FINAL: readonly string[] = [
  'elsewhere',
  'no_calls_here',
  'calls_off',
  'not_accepted',
  'no_such_chat',
  'no_relay',
];

const canRepeat = (end: End | null): boolean => end === null || !FINAL.includes(keyOf(end));

function keyOf(end: End): string {
  if (end.by === 'call') return end.reason;
  return end.by === 'error' ? end.code : end.by;
}

function wordsFor(end: End, name: string): string {
  const words: Readonly<Record<string, string | ((values: { name: string }) => string)>> = callText.end;
  const spoken = words[keyOf(end)];
  if (typeof spoken === 'function') return spoken({ name });
  return spoken ?? wordsForCode(keyOf(end));
}

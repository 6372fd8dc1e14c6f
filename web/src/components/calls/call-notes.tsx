import { CloudOff, TriangleAlert } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { CallSession } from '../../calls/session';
import { callText } from '../../text/calls/index';

/** What keeps the call from being as it should be, and what can be done about it. */
export function CallNotes({ session }: { session: CallSession }) {
  const { local, phase, signallingLost } = session;
  const problem = local.problem.value;
  return (
    <div role="alert" class="flex flex-col items-center gap-2 safe-x">
      {phase.value === 'failed' && (
        <Note icon={CloudOff}>
          {callText.state.failed}{' '}
          <button type="button" class="link min-h-6" onClick={() => session.retry()}>
            {callText.state.retry}
          </button>
        </Note>
      )}
      {problem && <Note icon={TriangleAlert}>{callText.media[problem]}</Note>}
      {signallingLost.value && <Note icon={CloudOff}>{callText.state.signalling}</Note>}
    </div>
  );
}

function Note({ icon: Icon, children }: { icon: typeof CloudOff; children: ComponentChildren }) {
  return (
    <p class="mb-2 flex max-w-xl items-center gap-2 rounded-2xl bg-snow px-4 py-2 text-sm font-bold text-snow-ink">
      <Icon size="1rem" aria-hidden class="shrink-0" />
      <span>{children}</span>
    </p>
  );
}

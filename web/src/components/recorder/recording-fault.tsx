import { X } from 'lucide-preact';
import { voiceText } from '../../text/voice/index';
import type { Fault } from '../../voice/recording';

/** Why nothing is recorded, and the way back. */
export function RecordingFault({ fault, close }: { fault: Fault | null; close(): void }) {
  return (
    <>
      <p role="alert" class="min-w-0 flex-1 px-3 text-sm font-semibold text-danger">
        {voiceText.faults[fault ?? 'unknown']}
      </p>
      <button
        type="button"
        data-first
        aria-label={voiceText.recorder.dismiss}
        title={voiceText.recorder.dismiss}
        onClick={close}
        class="icon-btn"
      >
        <X size="1.25rem" aria-hidden />
      </button>
    </>
  );
}

import { Maximize2, PhoneCall, PhoneOff } from 'lucide-preact';
import type { CallSession } from '../../calls/session';
import type { CallCenter } from '../../state/calls/call-center';
import { callText } from '../../text/calls/index';
import { IconButton } from '../forms/icon-button';
import { CallAnnouncer } from './call-announcer';
import { CallStatus } from './call-status';
import { CameraButton, MuteButton } from './toggles';

/** The call that the user is in, while they walk through their chats. */
export function CallBar({ center, session }: { center: CallCenter; session: CallSession }) {
  const title = center.people.title(session.room);
  const words = callText.bar;
  const open = () => {
    center.open.value = true;
  };
  return (
    <section aria-label={words.label} data-testid="call-bar" class="call-bar call-live safe-x">
      <button
        type="button"
        title={callText.start.open}
        onClick={open}
        class="flex min-h-11 min-w-0 flex-1 items-center gap-3 text-start"
      >
        <PhoneCall size="1.25rem" aria-hidden class="shrink-0" />
        <span class="min-w-0">
          <span dir="auto" class="block truncate font-extrabold">
            {title}
          </span>
          <span class="block truncate text-sm">
            <CallStatus session={session} />
          </span>
        </span>
      </button>
      <MuteButton local={session.local} />
      <CameraButton local={session.local} />
      <IconButton label={callText.start.open} icon={Maximize2} size="1.125rem" class="call-round" onClick={open} />
      <IconButton
        label={words.leave}
        icon={PhoneOff}
        size="1.125rem"
        class="call-round call-end"
        onClick={() => center.close()}
      />
      <CallAnnouncer center={center} session={session} />
    </section>
  );
}

import { ChevronDown, PhoneOff, Settings } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { CallSession } from '../../calls/session';
import type { CallCenter } from '../../state/calls/call-center';
import { callText } from '../../text/calls/index';
import { Modal } from '../dialogs/modal';
import { IconButton } from '../forms/icon-button';
import { CallAnnouncer } from './call-announcer';
import { CallNotes } from './call-notes';
import { CallSettings } from './call-settings';
import { CallStatus, qualityWords } from './call-status';
import { PictureButton } from './picture-in-picture';
import { Stage } from './tiles/stage';
import { CameraButton, HandButton, MuteButton, ScreenButton } from './toggles';
import { useCallKeys } from './use-call-keys';

interface Props {
  center: CallCenter;
  session: CallSession;
  /** What lies over it. */
  children: ComponentChildren;
}

/** The call over the whole page. Escape and Back lead to the chats, and the call goes on. */
export function CallView({ center, session, children }: Props) {
  const id = useId();
  const [settings, setSettings] = useState(false);
  const { people } = center;
  const back = () => {
    center.open.value = false;
  };
  useCallKeys(session.local);
  return (
    <Modal
      labelledBy={id}
      close={back}
      class="m-0 h-dvh max-h-none w-dvw max-w-none animate-arrive overflow-hidden bg-paper text-ink"
    >
      <div data-testid="call-view" class="call-view">
        <header class="flex min-h-14 items-center gap-2 safe-x pt-[max(0.25rem,env(safe-area-inset-top))]">
          <div class="min-w-0 flex-1">
            <h2 id={id} dir="auto" class="truncate text-lg font-extrabold">
              {people.title(session.room)}
            </h2>
            <p class="flex gap-2 truncate text-sm text-soft">
              <CallStatus session={session} />
              <span>{qualityWords(session)}</span>
            </p>
          </div>
          <IconButton
            label={callText.bar.back}
            icon={ChevronDown}
            size="1.5rem"
            autofocus
            aria-keyshortcuts="Escape"
            onClick={back}
          />
        </header>
        <div class="relative flex min-h-0 flex-col">
          <CallNotes session={session} />
          <Stage session={session} people={people} />
        </div>
        <Controls center={center} session={session} openSettings={() => setSettings(true)} />
        <CallAnnouncer center={center} session={session} />
        {children}
        {settings && <CallSettings center={center} session={session} close={() => setSettings(false)} />}
      </div>
    </Modal>
  );
}

function Controls({ center, session, openSettings }: Omit<Props, 'children'> & { openSettings(): void }) {
  const words = callText.control;
  return (
    <div role="toolbar" aria-label={words.label} class="call-controls">
      <MuteButton local={session.local} />
      <CameraButton local={session.local} />
      <ScreenButton local={session.local} />
      <HandButton local={session.local} />
      <PictureButton session={session} />
      <IconButton
        label={words.settings}
        icon={Settings}
        size="1.375rem"
        class="call-round"
        aria-haspopup="dialog"
        onClick={openSettings}
      />
      <IconButton
        label={words.leave}
        icon={PhoneOff}
        size="1.375rem"
        class="call-round call-end"
        onClick={() => center.close()}
      />
    </div>
  );
}

import type { CallSession } from '../../calls/session';
import type { CallCenter } from '../../state/calls/call-center';
import { callText } from '../../text/calls/index';
import { Dialog } from '../dialogs/dialog';
import { CallCodes } from './call-codes';
import { CallSwitches } from './call-switches';
import { DevicePicker } from './device-picker';

interface Props {
  center: CallCenter;
  session: CallSession;
  close(): void;
}

/** What of a call the user can set: devices, how they are heard, what others learn of them; and how to check the others. */
export function CallSettings({ center, session, close }: Props) {
  return (
    <Dialog title={callText.settings.title} close={close}>
      <DevicePicker local={session.local} />
      <CallSwitches calls={center.calls.value} />
      <CallCodes center={center} session={session} />
    </Dialog>
  );
}

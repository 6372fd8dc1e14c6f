import '../../styles/calls.css';
import type { CallCenter } from '../../state/calls/call-center';
import { CallBar } from './call-bar';
import { CallSound } from './call-sound';
import { CallTrouble } from './call-trouble';
import { CallView } from './call-view';
import { PictureSource } from './picture-in-picture';
import { Rings } from './rings';

/** What is seen and heard of calls, over whatever page the user is on. */
export function CallLayer({ center }: { center: CallCenter }) {
  const session = center.session.value;
  const end = session?.end.value;
  const open = session && !end && center.open.value;
  return (
    <>
      {session && !end && <CallSound session={session} />}
      {session && !end && <PictureSource session={session} />}
      {open ? (
        <CallView center={center} session={session}>
          <Rings center={center} />
        </CallView>
      ) : (
        <>
          {session && !end && <CallBar center={center} session={session} />}
          {(end || center.unreachable.value) && <CallTrouble center={center} end={end ?? null} />}
          <Rings center={center} />
        </>
      )}
    </>
  );
}

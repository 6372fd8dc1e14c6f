import { chats } from '../state';
import { closeOverlay, overlay } from '../state/page/overlay';
import { LeaveConfirm } from './leave-confirm';
import { MemberPanel } from './member-panel';
import { PictureView } from './picture-view';
import { ProfileCard } from './profile-card';
import { Switcher } from './switcher';

/** What lies over the page now. */
export function Overlays() {
  const shown = overlay.value;
  const own = chats.value;
  if (!shown || !own) return null;
  if (shown.kind === 'profile') {
    return <ProfileCard key={shown.person.username} person={shown.person} chats={own} close={closeOverlay} />;
  }
  if (shown.kind === 'switcher') return <Switcher typed={shown.query ?? ''} chats={own} close={closeOverlay} />;
  if (shown.kind === 'picture') return <PictureView line={shown.line} file={shown.file} close={closeOverlay} />;
  const room = own.room(shown.room);
  if (shown.kind === 'members') return <MemberPanel room={room} me={own.me} close={closeOverlay} />;
  return <LeaveConfirm room={room} chats={own} close={closeOverlay} />;
}

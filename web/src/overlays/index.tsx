import { chats } from '../state';
import { closeOverlay, overlay } from '../state/page/overlay';
import { LeaveConfirm } from './leave-confirm';
import { MemberPanel } from './member-panel';
import { PictureView } from './picture-view';
import { ProfileCard } from './profile-card';
import { Switcher } from './switcher';

/** What lies over the page now. */
export function Overlays() {
  const current = overlay.value;
  const own = chats.value;
  if (!current || !own) return null;
  if (current.kind === 'profile') {
    return <ProfileCard key={current.person.username} person={current.person} chats={own} close={closeOverlay} />;
  }
  if (current.kind === 'switcher') return <Switcher typed={current.query ?? ''} chats={own} close={closeOverlay} />;
  if (current.kind === 'picture') return <PictureView line={current.line} file={current.file} close={closeOverlay} />;
  const room = own.room(current.room);
  if (current.kind === 'members') return <MemberPanel room={room} me={own.me} close={closeOverlay} />;
  return <LeaveConfirm room={room} chats={own} close={closeOverlay} />;
}

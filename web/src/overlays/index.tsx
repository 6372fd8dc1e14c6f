import { lazyComponent } from '../components/shell/lazy-component';
import { OverlaysMissing } from '../components/shell/overlays-missing';
import { chats } from '../state';
import type { Chats } from '../state/chats/chats';
import { closeOverlay, type Overlay, overlay } from '../state/page/overlay';
import { LeaveConfirm } from './leave-confirm';
import { MemberPanel } from './member-panel';
import { PictureView } from './picture-view';
import { ProfileCard } from './profile-card';
import { Switcher } from './switcher';

/** One whose code comes when it is first wanted. */
const later = <P extends object>(load: Parameters<typeof lazyComponent<P>>[0]) =>
  lazyComponent(load, null, OverlaysMissing);

const BlockConfirm = later(async () => (await import('./block-confirm')).BlockConfirm);
const DeleteMessage = later(async () => (await import('./delete-message')).DeleteMessage);
const MessageActions = later(async () => (await import('./message-actions')).MessageActions);
const NotifyDialog = later(async () => (await import('./notify-dialog')).NotifyDialog);
const PinList = later(async () => (await import('./pin-list')).PinList);
const ReactionList = later(async () => (await import('./reaction-list')).ReactionList);
const ReportMessage = later(async () => (await import('./report-message')).ReportMessage);
const ReportPerson = later(async () => (await import('./report-person')).ReportPerson);
const SanctionDialog = later(async () => (await import('./sanction-dialog')).SanctionDialog);
const ShortcutList = later(async () => (await import('./shortcut-list')).ShortcutList);
const StaleEdit = later(async () => (await import('./stale-edit')).StaleEdit);

/** What lies over the page now. */
export function Overlays() {
  const current = overlay.value;
  const own = chats.value;
  return current && own ? <Current overlay={current} chats={own} close={closeOverlay} /> : null;
}

interface Props {
  overlay: Overlay;
  chats: Chats;
  close(): void;
}

function Current({ overlay: current, ...rest }: Props) {
  const { chats: own, close } = rest;
  switch (current.kind) {
    case 'profile':
      return <ProfileCard key={current.person.username} person={current.person} {...rest} />;
    case 'switcher':
      return <Switcher typed={current.query ?? ''} {...rest} />;
    case 'picture':
      return <PictureView line={current.line} file={current.file} close={close} />;
    case 'members':
      return <MemberPanel room={own.room(current.room)} me={own.me} close={close} />;
    case 'leave':
      return <LeaveConfirm room={own.room(current.room)} {...rest} />;
    case 'notify':
      return <NotifyDialog room={own.room(current.room)} {...rest} />;
    case 'actions': {
      const { seq, at, picking = false, inThread = false } = current;
      return (
        <MessageActions
          room={own.room(current.room)}
          seq={seq}
          at={at}
          picking={picking}
          inThread={inThread}
          {...rest}
        />
      );
    }
    case 'delete-message':
      return <DeleteMessage room={current.room} seq={current.seq} {...rest} />;
    case 'reactions': {
      const { seq, emoji } = current;
      return <ReactionList room={own.room(current.room)} seq={seq} emoji={emoji} me={own.me} close={close} />;
    }
    case 'report':
      return <ReportMessage room={current.room} seq={current.seq} close={close} />;
    case 'report-person':
      return <ReportPerson username={current.username} close={close} />;
    case 'block':
      return <BlockConfirm person={current.person} {...rest} />;
    case 'sanction':
      return <SanctionDialog sanction={current.sanction} username={current.username} close={close} />;
    case 'shortcuts':
      return <ShortcutList close={close} />;
    case 'pins':
      return <PinList room={own.room(current.room)} {...rest} />;
    case 'stale-edit':
      return <StaleEdit room={own.room(current.room)} clientId={current.clientId} {...rest} />;
  }
}

import { Bell, BellOff, LogOut, SlidersHorizontal, UsersRound } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { account } from '../../state/index';
import { ownLevel } from '../../state/notices/levels';
import { now } from '../../state/page/clock';
import { overlay } from '../../state/page/overlay';
import { t } from '../../text/index';
import type { Chat } from '../../wire/index';
import { lazyComponent } from '../shell/lazy-component';

const RobotsLink = lazyComponent(async () => (await import('../robots/robots-link')).RobotsLink);

/** What can be done with a chat: what calls the user there, and with a group more. */
export function ChatMenuItems({ chat, me, close }: { chat: Chat; me: string; close(): void }) {
  const group = chat.kind === 'group';
  const show = (kind: 'members' | 'leave' | 'notify') => () => {
    close();
    overlay.value = { kind, room: chat.name };
  };
  const NotifyIcon = ownLevel(chat, now.value) === 'none' ? BellOff : Bell;
  return (
    <>
      {group && (
        <button type="button" class="menu-item" onClick={show('members')}>
          <UsersRound size="1.125rem" aria-hidden /> {t.group.members}
        </button>
      )}
      <button type="button" class="menu-item" onClick={show('notify')}>
        <NotifyIcon size="1.125rem" aria-hidden /> {t.chats.notify}
      </button>
      {group && chat.admin === me && (
        <Link href={`/chat/${encodeURIComponent(chat.name)}/edit`} class="menu-item" onClick={close}>
          <SlidersHorizontal size="1.125rem" aria-hidden /> {t.group.settings}
        </Link>
      )}
      {chat.kind === 'public' && (account.user.value?.role ?? 'member') !== 'member' && (
        <RobotsLink name={chat.name} close={close} />
      )}
      {group && (
        <button type="button" class="menu-item" onClick={show('leave')}>
          <LogOut size="1.125rem" aria-hidden /> {t.group.leave}
        </button>
      )}
    </>
  );
}

import { AtSign, ChevronDown, LogOut, MessagesSquare, Settings } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { account, chats, logout } from '../../state/index';
import { t, wordsFor } from '../../text/index';
import { ChatList } from '../chat-list/chat-list';
import { Dropdown } from '../dialogs/dropdown';
import { Avatar } from '../members/avatar';
import { OnlineCount } from '../members/online-count';
import { lazyComponent } from './lazy-component';

const ModerationLink = lazyComponent(async () => (await import('../community/moderation-link')).ModerationLink);

/** The bar over every page of a signed-in user: brand, who is online, chats, account. */
export function Header() {
  const online = chats.value?.siteOnline.value ?? null;
  return (
    <header class="relative z-10 box-content flex h-14 shrink-0 items-center gap-1 border-b border-line bg-surface ps-[max(0.75rem,env(safe-area-inset-left))] pe-[max(0.5rem,env(safe-area-inset-right))] pt-[env(safe-area-inset-top)] sm:gap-2 sm:ps-[max(1rem,env(safe-area-inset-left))] sm:pe-[max(1rem,env(safe-area-inset-right))] short:h-12 low:absolute low:end-0 low:h-9 low:border-0 low:bg-transparent low:ps-0">
      <Link
        href="/"
        class="mr-auto flex low:hidden min-h-11 items-center gap-2 rounded-full pr-2 font-extrabold tracking-tight"
      >
        <img src="/favicon.svg" alt="" width="36" height="36" class="size-9 shrink-0" />
        <span class="max-phone:sr-only sm:text-lg">{t.brand}</span>
      </Link>
      {online !== null && (
        <span class="low:hidden max-[15rem]:hidden">
          <OnlineCount words={t.online.site({ n: online })} testId="site-online" />
        </span>
      )}
      <Link href="/mentions" aria-label={t.mentions.title} title={t.mentions.title} class="icon-btn low:hidden">
        <AtSign size="1.375rem" aria-hidden />
      </Link>
      <Dropdown
        class="wide:hidden"
        size="large"
        label={t.chats.label}
        face={
          <>
            <MessagesSquare size="1.375rem" aria-hidden />
            <ChevronDown size="1rem" aria-hidden class="text-soft max-phone:hidden" />
          </>
        }
      >
        {(close) => <ChatList onPick={close} />}
      </Dropdown>
      <UserMenu />
    </header>
  );
}

function UserMenu() {
  const user = account.user.value;
  const [failure, setFailure] = useState('');
  if (!user) return null;
  const leave = () => logout().catch((error: unknown) => setFailure(wordsFor(error)));
  return (
    <Dropdown
      label={t.menu.label}
      face={
        <>
          <Avatar name={user.display_name} url={user.avatar_url} size="small" />
          <ChevronDown size="1rem" aria-hidden class="text-soft max-phone:hidden" />
        </>
      }
    >
      {(close) => (
        <>
          <p dir="auto" class="truncate px-3 pt-1 font-extrabold">
            {user.display_name}
          </p>
          <p class="mb-1 truncate border-b border-line px-3 pb-2 text-sm text-soft">@{user.username}</p>
          <Link href="/me" onClick={close} class="menu-item">
            <Settings size="1.125rem" aria-hidden /> {t.menu.settings}
          </Link>
          {(user.role ?? 'member') !== 'member' && <ModerationLink close={close} />}
          <button type="button" onClick={leave} class="menu-item">
            <LogOut size="1.125rem" aria-hidden /> {t.menu.logout}
          </button>
          <p role="alert" class="px-3 py-1 text-sm font-semibold text-danger empty:hidden">
            {failure}
          </p>
        </>
      )}
    </Dropdown>
  );
}

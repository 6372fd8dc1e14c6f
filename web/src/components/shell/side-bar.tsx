import { Search } from 'lucide-preact';
import { overlay } from '../../state/page/overlay';
import { t } from '../../text/index';
import { ChatList } from '../chat-list/chat-list';
import { SWITCH } from './shortcuts';

/** The chats beside the page, where there is room. */
export function SideBar() {
  return (
    <aside class="relative hidden w-72 shrink-0 flex-col border-r border-line bg-surface ps-[env(safe-area-inset-left)] wide:flex xl:w-80">
      <div class="px-3 pt-3 pb-2">
        <button
          type="button"
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => {
            overlay.value = { kind: 'switcher' };
          }}
          class="flex min-h-11 w-full items-center gap-2.5 rounded-full border border-line bg-paper px-4 text-sm font-semibold text-soft hover:border-soft hover:text-ink"
        >
          <Search size="1.125rem" aria-hidden />
          <span class="flex-1 text-start">{t.switcher.open}</span>
          <kbd class="font-sans text-xs">{SWITCH}</kbd>
        </button>
      </div>
      <div class="relative min-h-0 flex-1 overflow-y-auto px-3">
        <ChatList />
      </div>
    </aside>
  );
}

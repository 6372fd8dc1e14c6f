import { t } from '../text';
import { ChatList } from './chat-list';

/** The chats beside the page, where there is room. */
export function SideBar() {
  return (
    <aside class="relative hidden w-72 shrink-0 overflow-y-auto border-r border-line bg-surface p-3 wide:block xl:w-80">
      <h2 class="px-3 pt-1 pb-2 text-sm font-bold text-soft">{t.chats.label}</h2>
      <ChatList />
    </aside>
  );
}

import { Settings } from 'lucide-preact';
import { t } from '../../text/index';
import type { Chat } from '../../wire/index';
import { Dropdown } from '../dialogs/dropdown';
import { lazyComponent } from '../shell/lazy-component';

const ChatMenuItems = lazyComponent(async () => (await import('./chat-menu-items')).ChatMenuItems);

/** The way to what can be done with a chat. */
export function ChatMenu({ chat, me }: { chat: Chat; me: string }) {
  return (
    <Dropdown
      label={chat.kind === 'group' ? t.group.menu : t.chats.menu}
      face={<Settings size="1.25rem" aria-hidden class="text-soft" />}
    >
      {(close) => <ChatMenuItems chat={chat} me={me} close={close} />}
    </Dropdown>
  );
}

import { Bot } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { groupText } from '../../text/group-settings/index';

/** In the menu of a chat: the way to the programs in it. */
export function RobotsLink({ name, close }: { name: string; close(): void }) {
  return (
    <Link href={`/chat/${encodeURIComponent(name)}/edit/robots`} onClick={close} class="menu-item">
      <Bot size="1.125rem" aria-hidden /> {groupText.settings.robots}
    </Link>
  );
}

import { useEffect } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { Chats } from '../../state/chats/chats';
import type { LostChat } from '../../state/chats/lost-chat';
import { notice } from '../../state/notices/notice';
import { closeOverlay } from '../../state/page/overlay';
import { t } from '../../text/index';

/** Tells the user of a chat that is theirs no longer, and leads them away from it. */
export function LostChatRedirect({ chats }: { chats: Chats }) {
  const [path, navigate] = useLocation();
  const lost = chats.lostChat.value;

  useEffect(() => {
    if (!lost) return;
    chats.lostChat.value = null;
    notice.value = wordsFor(lost, chats.me);
    const [, , room] = path.split('/');
    if (room !== lost.room) return;
    closeOverlay();
    navigate('/', { replace: true });
  }, [lost]);

  return null;
}

function wordsFor({ event, title, username }: LostChat, me: string): string {
  if (event !== 'deleted') return t.departure[event]({ group: title });
  return username === me ? t.departure.ownDeleted({ group: title }) : t.departure.deleted({ group: title });
}

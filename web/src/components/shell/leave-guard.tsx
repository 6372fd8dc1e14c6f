import { useEffect } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { Chats, Departure } from '../../state/chats/chats';
import { notice } from '../../state/notices/notice';
import { closeOverlay } from '../../state/page/overlay';
import { t } from '../../text/index';

/** Tells the user of a chat that is theirs no longer, and leads them away from it. */
export function DepartureGuide({ chats }: { chats: Chats }) {
  const [path, navigate] = useLocation();
  const departure = chats.departure.value;

  useEffect(() => {
    if (!departure) return;
    chats.departure.value = null;
    notice.value = wordsFor(departure, chats.me);
    const [, , room] = path.split('/');
    if (room !== departure.room) return;
    closeOverlay();
    navigate('/', { replace: true });
  }, [departure]);

  return null;
}

function wordsFor({ event, title, username }: Departure, me: string): string {
  if (event !== 'deleted') return t.departure[event]({ group: title });
  return username === me ? t.departure.ownDeleted({ group: title }) : t.departure.deleted({ group: title });
}

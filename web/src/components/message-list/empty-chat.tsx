import { Link } from 'wouter-preact';
import type { RoomState } from '../../state/chats/room';
import { t } from '../../text/index';
import { titleOf } from '../../text/names';
import { EmptyState } from '../dialogs/empty-state';

/** Nobody has said anything yet: who could, and what they could do about it. */
export function EmptyChat({ room, me }: { room: RoomState; me: string }) {
  const chat = room.chat.value;
  if (chat?.kind === 'private') {
    return <EmptyState title={t.chat.emptyPrivateTitle} words={t.chat.emptyPrivate({ name: titleOf(chat) })} />;
  }
  if (chat?.kind === 'group' && chat.admin === me && room.memberCount.value === 1) {
    return (
      <EmptyState title={t.chat.emptyAloneTitle} words={t.chat.emptyAlone}>
        <Link href={`/chat/${encodeURIComponent(chat.name)}/edit`} class="btn btn-main">
          {t.chat.invite}
        </Link>
      </EmptyState>
    );
  }
  return <EmptyState title={t.chat.emptyTitle} words={t.chat.empty} />;
}

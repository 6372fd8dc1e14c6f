import { PinOff } from 'lucide-preact';
import { onArrows } from '../components/dialogs/arrow-keys';
import { Dialog } from '../components/dialogs/dialog';
import { BotBadge } from '../components/members/bot-badge';
import { TimeAgo } from '../components/message/time-ago';
import { account } from '../state';
import type { Chats } from '../state/chats/chats';
import { rightsOver } from '../state/chats/message-rights';
import type { RoomState } from '../state/chats/room';
import { t } from '../text';
import { displayNameOf } from '../text/names';
import { summaryOf } from '../text/summary';
import type { Message } from '../wire';

interface Props {
  room: RoomState;
  chats: Chats;
  close(): void;
}

/** A chat's pinned messages, the newest pin first; each leads to its place. */
export function PinList({ room, chats, close }: Props) {
  const pins = room.pins.value ?? [];
  const title = pins.length > 0 ? t.pins.count({ n: pins.length }) : t.pins.bar;
  return (
    <Dialog title={title} close={close}>
      {pins.length === 0 && <p class="text-soft">{t.pins.none}</p>}
      <ul onKeyDown={(event) => onArrows(event, event.currentTarget)} class="-mx-2 flex flex-col gap-1">
        {pins.map((message) => (
          <Row key={message.seq} message={message} room={room} chats={chats} close={close} />
        ))}
      </ul>
    </Dialog>
  );
}

function Row({ message, room, chats, close }: Props & { message: Message }) {
  const { seq, author, created } = message;
  const name = displayNameOf(author, room.namesakes.value);
  const go = () => {
    close();
    room.target.value = seq;
  };
  const unpin = () => chats.changes.pin(room.name, seq, false);
  return (
    <li data-testid="pin" class="flex items-center gap-1 rounded-2xl hover:bg-sunken">
      <button type="button" onClick={go} class="min-w-0 flex-1 rounded-2xl px-2 py-2 text-start">
        <span class="flex items-baseline gap-2 text-sm text-soft">
          <span dir="auto" class="min-w-0 truncate font-bold">
            {name}
          </span>
          <BotBadge of={author} />
          <TimeAgo date={new Date(created)} class="shrink-0 text-xs" />
        </span>
        <span dir="auto" class="line-clamp-2 wrap-anywhere">
          {summaryOf(message, t.chat.hidden)}
        </span>
      </button>
      {rightsOver(message, room.chat.value, chats.me, account.user.value?.role).pin && (
        <button
          type="button"
          aria-label={t.pins.unpin({ name })}
          title={t.actions.unpin}
          class="icon-btn"
          onClick={() => void unpin()}
        >
          <PinOff size="1.125rem" aria-hidden />
        </button>
      )}
    </li>
  );
}

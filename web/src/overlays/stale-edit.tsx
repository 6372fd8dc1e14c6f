import { useLayoutEffect, useState } from 'preact/hooks';
import { Dialog } from '../components/dialogs/dialog';
import { MessageBody } from '../components/message/message-body';
import { NOBODY } from '../rich/mentions';
import type { Chats } from '../state/chats/chats';
import { OpenedSpoilers } from '../state/chats/opened-spoilers';
import type { RoomState } from '../state/chats/room';
import { t } from '../text';

interface Props {
  room: RoomState;
  /** Of the edit that was refused. */
  clientId: string;
  chats: Chats;
  close(): void;
}

/** A message was edited in two places: shows what it says now beside what this edit would have made of it. */
export function StaleEdit({ room, clientId, chats, close }: Props) {
  const frame = room.changes.value.find((each) => each.frame.client_id === clientId)?.frame;
  const edit = frame?.type === 'edit' ? frame : undefined;
  const message = room.find(edit?.seq ?? 0);
  const gone = !edit || !message || message.deleted !== null;
  useLayoutEffect(() => {
    if (gone) close();
  }, [gone]);
  if (gone) return null;

  const leave = () => {
    close();
    chats.client.outbox.discard(clientId);
  };
  const take = async () => {
    close();
    await chats.changes.edit(room.name, edit.seq, edit.body);
  };
  return (
    <Dialog title={t.refusal.title} close={close}>
      <p class="text-soft">{t.refusal.words}</p>
      <Version room={room.name} name={t.refusal.theirs} body={message.body ?? ''} />
      <Version room={room.name} name={t.refusal.mine} body={edit.body} />
      <div class="flex flex-wrap-reverse justify-end gap-2">
        <button type="button" class="btn btn-quiet grow sm:grow-0" onClick={leave}>
          {t.refusal.keepTheirs}
        </button>
        <button type="button" class="btn btn-main grow sm:grow-0" onClick={() => void take()}>
          {t.refusal.takeMine}
        </button>
      </div>
    </Dialog>
  );
}

function Version({ room, name, body }: { room: string; name: string; body: string }) {
  const [opened] = useState(() => new OpenedSpoilers());
  return (
    <section>
      <h3 class="mb-1 text-sm font-bold text-soft">{name}</h3>
      <div class="rounded-2xl border border-line bg-paper px-3.5 py-2">
        <MessageBody room={room} body={body} mentioned={NOBODY} line={name} opened={opened} />
      </div>
    </section>
  );
}

import { CircleAlert, X } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import type { RoomState } from '../../state/chats/room';
import { drafts } from '../../state/index';
import { notice } from '../../state/notices/notice';
import { overlay } from '../../state/page/overlay';
import type { OutgoingChange } from '../../sync/outbox/outbox-entry';
import { t, wordsForCode } from '../../text/index';

interface Props {
  room: RoomState;
  chats: Chats;
  /** Puts a text into the composer, below what is there. */
  giveBack(text: string): void;
}

/** What the user changed and the server refused, each with why. Nobody loses what they wrote: it can be taken back. */
export function ChangeFailures({ room, chats, giveBack }: Props) {
  const failures = room.changes.value.filter(({ state }) => state === 'failed');
  const takeBack = (clientId: string, text: string) => {
    chats.client.outbox.discard(clientId);
    giveBack(text);
  };
  const lost = failures.find(({ frame, reason }) => frame.type === 'edit' && reason !== 'stale');

  useEffect(() => {
    if (lost?.frame.type !== 'edit' || drafts.value?.of(room.name).text) return;
    notice.value = `${wordsOf(lost)} ${t.refusal.isBack}`;
    takeBack(lost.frame.client_id, lost.frame.body);
  }, [lost]);

  return (
    <ul aria-label={t.refusal.label} class="mb-2 flex max-h-[30dvh] flex-col gap-1.5 overflow-y-auto">
      {failures.map((failure) => (
        <Row key={failure.frame.client_id} failure={failure} chats={chats} takeBack={takeBack} />
      ))}
    </ul>
  );
}

interface RowProps {
  failure: OutgoingChange;
  chats: Chats;
  takeBack(clientId: string, text: string): void;
}

function Row({ failure, chats, takeBack }: RowProps) {
  const { frame, reason } = failure;
  const { room, client_id: clientId } = frame;
  const compare = () => {
    overlay.value = { kind: 'stale-edit', room, clientId };
  };
  return (
    <li
      data-testid="refused"
      class="flex flex-wrap items-center justify-end gap-x-2 rounded-2xl bg-danger-soft py-1 ps-3 pe-1 text-sm"
    >
      <CircleAlert size="1.125rem" aria-hidden class="shrink-0 text-danger" />
      <p role="alert" class="min-w-0 flex-1 basis-48 font-semibold text-danger">
        {wordsOf(failure)}
      </p>
      {frame.type === 'edit' && (
        <button
          type="button"
          class="btn min-h-9 shrink-0 px-3 text-accent"
          onClick={reason === 'stale' ? compare : () => takeBack(clientId, frame.body)}
        >
          {reason === 'stale' ? t.refusal.compare : t.refusal.back}
        </button>
      )}
      <button
        type="button"
        aria-label={t.dialog.dismiss}
        class="icon-btn"
        onClick={() => chats.client.outbox.discard(clientId)}
      >
        <X size="1.125rem" aria-hidden />
      </button>
    </li>
  );
}

const wordsOf = ({ frame, reason }: OutgoingChange): string => `${t.refusedChange[frame.type]} ${wordsForCode(reason)}`;
